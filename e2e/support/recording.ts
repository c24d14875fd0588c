import { expect, type Page } from "@playwright/test";

import type { Person, Session } from "./people.ts";
import type { Server } from "./server.ts";

/** What the server has of a recording, as its own database says. */

export type Kind = "microphone" | "camera" | "screen";

/** Chunks that are stored of one person's tracks. */
export function chunksOf(server: Server, session: Session, person: Person, kind: Kind): number {
  return server.count(`SELECT count(*) FROM recorded_chunks JOIN recorded_tracks ON recorded_tracks.id = track_id ${OF(session, person)} AND kind = '${kind}'`);
}

export function tracksOf(server: Server, session: Session, person: Person): number {
  return server.count(`SELECT count(*) FROM recorded_tracks ${OF(session, person)}`);
}

/** Of all tracks of a person: whether every chunk that was captured is there, and the page has said how many those are. */
export function isWhole(server: Server, session: Session, person: Person): boolean {
  const stored = "(SELECT count(*) FROM recorded_chunks WHERE track_id = recorded_tracks.id)";
  const missing = server.count(`SELECT count(*) FROM recorded_tracks ${OF(session, person)} AND chunk_count IS DISTINCT FROM ${stored}`);
  return tracksOf(server, session, person) > 0 && missing === 0;
}

function OF({ id }: Session, { name }: Person): string {
  return (
    "JOIN recordings ON recordings.id = recording_id JOIN participants ON participants.id = participant_id " +
    `WHERE recordings.session_id = '${id}' AND participants.name = '${name}'`
  );
}

/** The mark in the top line says so. */
export async function expectRecording(page: Page, state: "Recording" | "Paused"): Promise<void> {
  await expect(page.locator("[data-recording]")).toContainText(state);
}

/** Opens the panel from the mark. */
export async function openRecording(page: Page) {
  const panel = page.getByRole("complementary", { name: "Recording" });
  if (!(await panel.isVisible())) await page.locator("[data-recording]").click();
  await expect(panel).toBeVisible();
  return panel;
}
