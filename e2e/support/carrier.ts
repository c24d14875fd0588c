import { expect, type Page } from "@playwright/test";

import { tile } from "./media.ts";
import type { Session } from "./people.ts";
import type { Server } from "./server.ts";

/**
 * Everybody in the room is on this carrier, and the former one has been let go of. A machine that is short of time may need a
 * second attempt, half a minute after the first.
 */
export async function expectCarrier(server: Server, { id }: Session, kind: "mesh" | "sfu", { timeout = 120_000 } = {}): Promise<void> {
  const last = `SELECT data FROM room_log WHERE session_id = '${id}' AND kind = 'carrier' ORDER BY id DESC LIMIT 1`;
  const query = `SELECT count(*) FROM (${last}) AS said WHERE data->>'carrier' = '${kind}' AND (data->>'settled')::boolean`;
  await expect.poll(() => server.count(query), { message: `the room is on ${kind}`, timeout, intervals: [1000] }).toBe(1);
}

/** Puts a mark on the element that shows somebody, to know it again. */
export async function markPicture(page: Page, name: string): Promise<void> {
  await tile(page, name).locator("video").evaluate((video) => video.setAttribute("data-marked", "yes"));
}

/** It is still the same element. */
export async function expectSamePicture(page: Page, name: string): Promise<void> {
  await expect(tile(page, name).locator("video")).toHaveAttribute("data-marked", "yes");
}
