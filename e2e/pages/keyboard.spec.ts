import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";

import { expect, test } from "../support/test.ts";

/** Presses Tab until the element with this name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp) {
  const matches = (found: string) => (typeof name === "string" ? found === name : name.test(found));
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) && matches(await accessibleName(page))) {
      await expect(focused).toBeInViewport();
      return;
    }
  }
  throw new Error(`Tab does not reach ${String(name)}.`);
}

/** The name that a screen reader says for the focused element. */
async function accessibleName(page: Page): Promise<string> {
  const snapshot = await page.locator(":focus").ariaSnapshot();
  return /"((?:[^"\\]|\\.)*)"/.exec(snapshot)?.[1] ?? "";
}

test("the keyboard alone registers, creates a session and ends up at its link", async ({ page }) => {
  await page.goto("/");
  await tabTo(page, "Create an account");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/register$/);

  await tabTo(page, /I teach/);
  await page.keyboard.press("Space");
  await tabTo(page, "Name");
  await page.keyboard.type("Marie Curie");
  await tabTo(page, "E-mail address");
  await page.keyboard.type(`${randomUUID()}@example.org`);
  await tabTo(page, "Password");
  await page.keyboard.type("a long walk by the river");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole("link", { name: "New session" })).toBeVisible(); // the list has been fetched

  await tabTo(page, "New session");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sessions\/new$/);
  await tabTo(page, "Title");
  await page.keyboard.type("Fractions, second lesson");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Fractions, second lesson" })).toBeVisible();
  await tabTo(page, "Copy the link");
});

test("the keyboard alone enters the room, mutes and leaves", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher);
  const { page } = teacher;
  await page.goto(session.link);
  await expect(page.getByRole("button", { name: "Open the room" })).toBeEnabled();
  await tabTo(page, "Open the room");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "People in the room" })).toBeVisible();

  await tabTo(page, "Mute the microphone");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Unmute the microphone" })).toBeFocused();
  await tabTo(page, "Leave");
  await page.keyboard.press("Enter");
  await tabTo(page, "Leave only");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "You left the room" })).toBeVisible();
});
