import { expect, type Page } from "@playwright/test";

import type { Person, Session } from "./people.ts";
import { tile } from "./media.ts";

/** From the link into the room, or to its waiting room: what the button of the green room leads to. */
export async function enter(page: Page, session: Session): Promise<void> {
  await page.goto(session.link);
  await page.getByRole("button", { name: /^(Join now|Open the room|Ask to join)$/ }).click();
}

/** The teacher lets in whoever waits under this name. */
export async function letIn(teacher: Page, name: string): Promise<void> {
  await expect(teacher.getByText(`${name} would like to come in.`)).toBeVisible();
  await teacher.getByRole("button", { name: /^Let( .+)? in$/ }).first().click();
}

/** Teacher and student are in the room together, and each has a tile for the other. */
export async function meet(teacher: Person, student: Person, session: Session): Promise<void> {
  await enter(teacher.page, session);
  await enter(student.page, session);
  await letIn(teacher.page, student.name);
  await expect(tile(teacher.page, student.name)).toBeVisible();
  await expect(tile(student.page, teacher.name)).toBeVisible();
}

/** Leaves a one-to-one session without ending it. */
export async function leave(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await page.getByRole("button", { name: "Leave only" }).click();
}

/** A small window without animations: what a test with many pages can afford. */
export async function quieten(page: Page): Promise<void> {
  await page.setViewportSize({ width: 700, height: 420 });
  await page.emulateMedia({ reducedMotion: "reduce" });
}
