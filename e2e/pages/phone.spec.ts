import type { Page } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { board, expectBoard } from "../support/board.ts";
import { toFrench } from "../support/language.ts";
import { expectToSee, tile } from "../support/media.ts";
import { enter } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** The room on a phone, upright and lying: what is drawn on has the screen, faces are beside it, and a finger meets every button. */

const PHONES = [
  { name: "large", width: 390, height: 844, forDrawing: 0.5 },
  { name: "small", width: 360, height: 640, forDrawing: 0.4 },
  { name: "lying", width: 844, height: 390, forDrawing: 0.5 },
] as const;
const FINGER = 44;
const LINE = 48;

async function expectNoScrolling(page: Page): Promise<void> {
  const beyond = () => page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
  await expect.poll(beyond).toEqual([0, 0]);
}

/** Of what is Chalkroom's own: names of buttons that are smaller than a finger. */
function smallButtons(page: Page): Promise<string[]> {
  return page.evaluate(
    (finger) =>
      [...document.querySelectorAll<HTMLElement>("button, a[href]")]
        .filter((button) => button.checkVisibility() && !button.closest(".excalidraw"))
        .filter((button) => button.getBoundingClientRect().width < finger || button.getBoundingClientRect().height < finger)
        .map((button) => button.ariaLabel ?? button.textContent ?? ""),
    FINGER,
  );
}

/** Of the height of the screen. */
async function shareOfDrawing(page: Page): Promise<number> {
  const box = await board(page).locator("canvas.interactive").boundingBox();
  return box ? box.height / page.viewportSize()!.height : 0;
}

test("the room with its board", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher, { capacity: 3 });
  const { page } = teacher;
  await page.setViewportSize(PHONES[0]);
  await enter(page, session);
  await enter(student.page, session);

  await test.step("a banner is one line, and all of it when asked", async () => {
    const banner = page.locator("[data-banner]").filter({ hasText: `${student.name} would like to come in.` });
    await expect(banner).toHaveAttribute("data-banner", "line");
    expect((await banner.boundingBox())?.height).toBeLessThanOrEqual(LINE);
    await expectAxeToBeContent(page);
    await page.getByRole("button", { name: "Show the whole notice" }).press("Enter");
    await expect(banner).toHaveAttribute("data-banner", "whole");
    expect(await smallButtons(page)).toEqual([]);
    await banner.getByRole("button", { name: "Let in" }).press("Enter");
  });
  await expect(tile(student.page, teacher.name)).toBeVisible();
  await expectToSee(page, student.name);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.keyboard.press("b");
  await expectBoard(page);
  const whoSees = page.locator("[data-who-sees]");
  await expect(whoSees).toContainText("Only you see this.");
  for (const phone of PHONES) {
    await test.step(phone.name, async () => {
      await page.setViewportSize(phone);
      await expect.poll(() => shareOfDrawing(page)).toBeGreaterThan(phone.forDrawing);
      await expect(tile(page, student.name)).toBeInViewport({ ratio: 1 });
      await expectNoScrolling(page);
      expect(await smallButtons(page)).toEqual([]);
      await expectAxeToBeContent(page, [".excalidraw"]);
    });
  }

  await test.step("everything in reach", async () => {
    await board(page).getByRole("button", { name: "Save and open" }).focus();
    await expect(board(page).getByRole("button", { name: "Save and open" })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("button", { name: "Close the board" })).toBeInViewport({ ratio: 1 });
    await page.getByRole("button", { name: "More", exact: true }).press("Enter");
    await page.keyboard.press("End");
    await expect(page.getByRole("menuitem").last()).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
  });

  await test.step("who sees it", async () => {
    await student.page.keyboard.press("b");
    await expectBoard(student.page);
    await expect(whoSees).toContainText("Everyone here has this open.");
    await student.page.keyboard.press("b");
    await expect(whoSees).toContainText("Only you see this.");
    await whoSees.getByRole("button", { name: "Show to everyone" }).click();
    await expectBoard(student.page);
    await expect(whoSees).toHaveCount(0);
  });
});

test("the main destinations, in French", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  await toFrench(teacher);
  const { page } = teacher;
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/sessions");
  const main = page.getByRole("navigation", { name: "Principale" });
  for (const name of ["Aujourd’hui", "Séances", "Enregistrements"]) await expect(main.getByRole("link", { name })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await main.getByRole("link", { name: "Enregistrements" }).click();
  await expect(page).toHaveURL(/\/recordings$/);
});
