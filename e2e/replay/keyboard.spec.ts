import type { Locator, Page } from "@playwright/test";

import { recordLesson } from "../support/recorded.ts";
import { expect, test } from "../support/test.ts";

/** A replay without a mouse: everything is reached in the order in which it is read, and the focus is never lost. */

test("everything of a replay is done by keys, and the focus returns to where it was", async ({ people, browser }) => {
  const { teacher, recordingId } = await recordLesson({
    people,
    browser,
    during: async ({ teacher }) => {
      await teacher.page.keyboard.press("k");
      await expect(teacher.page.getByText("Marked: a chapter of the replay begins here.").first()).toBeVisible();
      // A replay that the arrows have room in.
      await expect(teacher.page.getByLabel("Time since the start")).toHaveText(/0:1[2-9]|0:[2-5]\d/);
    },
  });
  const { page } = teacher;
  const { keyboard } = page;
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
  const slider = page.getByRole("slider", { name: "Position" });
  const position = async () => Number(await slider.getAttribute("aria-valuenow"));
  await page.goto(`/replay/${recordingId}`);
  await expect(page.getByRole("button", { name: /^Show .+ large$/ })).toHaveCount(2);

  await test.step("Tab goes through the page as it is read", async () => {
    await expect(page.getByRole("radio", { name: "Chapters" })).toBeChecked();
    expect(await walk(page)).toEqual([
      "Back to the session",
      "What is large: As it was in the lesson",
      "More",
      "Show Marie Curie large",
      "Show Ada Lovelace large",
      "Chapters",
      "Chapters",
      expect.stringMatching(/^0:0\dA marked moment$/),
      "Rename the chapter “A marked moment”",
      "Delete the chapter “A marked moment”",
      "Add a chapter here",
      "Position",
      "10 seconds back",
      "Play",
      "10 seconds forward",
      "Speed: 1×",
      "Mute",
      "Volume",
      "Copy a link to this second",
      "What the keyboard can do",
      "Full screen",
    ]);
  });

  await test.step("on the timeline the arrows move, and Home and End go to its ends", async () => {
    await slider.focus();
    await keyboard.press("Home");
    await keyboard.press("ArrowRight");
    expect(await position()).toBe(5);
    await keyboard.press("ArrowUp");
    expect(await position()).toBe(10);
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowLeft");
    expect(await position()).toBe(0);
    await keyboard.press("PageUp");
    await expect(slider).toHaveAttribute("aria-valuenow", (await slider.getAttribute("aria-valuemax"))!);
    await keyboard.press("PageDown");
    expect(await position()).toBe(0);
  });

  await test.step("? shows the keys wherever one is, and Escape leads back there", async () => {
    await keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keys" });
    await expectToHold(keys);
    await keyboard.press("Escape");
    await expect(keys).toHaveCount(0);
    await expect(slider).toBeFocused();
    await button("What the keyboard can do").focus();
    await keyboard.press("Enter");
    await keys.getByRole("switch").focus();
    await keyboard.press("Space");
    await keyboard.press("Escape");
    await expect(button("What the keyboard can do")).toBeFocused();
    await keyboard.press("?");
    await expect(keys, "single keys are switched off").toHaveCount(0);
    await keyboard.press("Enter");
    await keys.getByRole("switch").focus();
    await keyboard.press("Space");
    await keyboard.press("Escape");
  });

  await test.step("menus are chosen from by arrows, and give the focus back", async () => {
    await button("Speed: 1×").focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("menuitemradio", { name: "1×", exact: true })).toBeVisible();
    await page.getByRole("menuitemradio", { name: "1.25×" }).focus();
    await keyboard.press("Enter");
    await expect(button("Speed: 1.25×")).toBeFocused();
    await button(/^What is large/).focus();
    await keyboard.press("Enter");
    await expect(page.getByRole("menuitemradio").first()).toBeFocused();
    await keyboard.press("Escape");
    await expect(button(/^What is large/)).toBeFocused();
  });

  await test.step("so do the dialogs behind “More”", async () => {
    for (const [number, dialog] of [[0, "Take this lesson along"], [2, "Captions"]] as const) {
      await chooseFrom(button("More"), number);
      await expectToHold(page.getByRole("dialog", { name: dialog }));
      await keyboard.press("Escape");
      await expect(button("More")).toBeFocused();
    }
  });

  await test.step("trimming takes the focus to its bar, and back", async () => {
    await chooseFrom(button("More"), 1);
    await expect(page.getByRole("region", { name: "Trim" })).toBeFocused();
    await keyboard.press("Tab");
    await expect(button("Begin here")).toBeFocused();
    const beginning = page.getByRole("slider", { name: "Beginning of what is shown" });
    await beginning.focus();
    await keyboard.press("ArrowRight");
    await expect(beginning).toHaveAttribute("aria-valuenow", "1");
    await keyboard.press("Escape");
    await expect(beginning).toHaveCount(0);
    await expect(button("More")).toBeFocused();
  });

  await test.step("a chapter is added and deleted", async () => {
    const add = button("Add a chapter here");
    await add.focus();
    await keyboard.press("Enter");
    await keyboard.press("Escape");
    await expect(add).toBeFocused();
    await keyboard.press("Enter");
    await keyboard.type("Comparing");
    await keyboard.press("Enter");
    await expect(page.getByRole("button", { name: /Comparing$/ })).toBeVisible();
    await expect(add).toBeFocused();
    await button("Delete the chapter “Comparing”").focus();
    await keyboard.press("Enter");
    await expect(button("Delete the chapter “Comparing”")).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Chapters" })).toBeFocused();
  });

  await test.step("and the dialogs of the list", async () => {
    await page.goto("/recordings");
    const more = page.getByRole("button", { name: /^More about/ });
    for (const [number, dialog] of [[0, "This recording"], [1, "Share by a link"], [2, /^Delete the recording/]] as const) {
      await chooseFrom(more, number);
      await expectToHold(page.getByRole("dialog", { name: dialog }).or(page.getByRole("alertdialog", { name: dialog })));
      await keyboard.press("Escape");
      await expect(more).toBeFocused();
    }
    const take = page.getByRole("button", { name: /^Take “/ });
    await take.focus();
    await keyboard.press("Enter");
    await expectToHold(page.getByRole("dialog", { name: "Take this lesson along" }));
    await keyboard.press("Escape");
    await expect(take).toBeFocused();
  });
});

/** The names of what has the focus, from the beginning of the page until Tab leaves it. Of a choice it is the label that is seen. */
async function walk(page: Page): Promise<string[]> {
  const names: string[] = [];
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) === 0) break;
    await expect(focused.locator("xpath=ancestor-or-self::*[self::label]").or(focused).first()).toBeInViewport();
    names.push(await focused.evaluate((element) => element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent ?? ""));
  }
  return names;
}

/** It has the focus, however often one presses Tab. */
async function expectToHold(dialog: Locator): Promise<void> {
  await expect(dialog).toBeVisible();
  for (let step = 0; step < 12; step++) {
    await dialog.page().keyboard.press("Tab");
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
}

async function chooseFrom(menu: Locator, number: number): Promise<void> {
  const page = menu.page();
  const items = page.getByRole("menuitem");
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(items.first()).toBeFocused();
  for (let at = 1; at <= number; at++) {
    await page.keyboard.press("ArrowDown");
    await expect(items.nth(at)).toBeFocused();
  }
  await page.keyboard.press("Enter");
}
