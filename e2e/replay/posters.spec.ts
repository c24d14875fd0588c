import type { Locator } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { board, drag, expectBoard } from "../support/board.ts";
import { recordLesson } from "../support/recorded.ts";
import { expect, test } from "../support/test.ts";

/** The tracks are finished at once where a file is asked for; then a job makes the picture within a minute. */
const WITHIN_MS = 150_000;

test("the list shows what the lesson was, as soon as there is a picture of it", { tag: "@chromium" }, async ({ people, browser }) => {
  const { teacher, session, recordingId } = await recordLesson({
    people,
    browser,
    during: async ({ teacher, student }) => {
      await teacher.page.keyboard.press("b");
      await expectBoard(teacher.page);
      await drag(teacher.page, "ellipse", [[400, 200], [600, 300]]);
      await teacher.page.getByRole("button", { name: "For everyone" }).click();
      await teacher.page.getByRole("menuitem").first().click();
      await expect(board(student.page)).toBeVisible();
      await expect(teacher.page.getByLabel("Time since the start")).toHaveText(/0:[1-5]\d/);
    },
  });
  const { page, accessToken } = teacher;
  await page.goto("/recordings");
  const row = page.getByRole("listitem").filter({ hasText: session.title });
  await expect(row).toContainText("Ready");
  await expect(row.locator("[data-poster=none]")).toBeVisible();
  const before = await row.boundingBox();
  await expectAxeToBeContent(page);

  const headers = { Authorization: `Bearer ${accessToken}` };
  const asked = await page.request.post(`/api/recordings/${recordingId}/exports`, { data: { kind: "chapters" }, headers });
  expect(asked.status()).toBe(202);
  // The page that is open shows it by itself.
  await expect(row.locator("[data-poster=shown]")).toBeVisible({ timeout: WITHIN_MS });
  const picture = row.locator("img");
  const { width, height, brightest, darkest } = await seen(picture);
  expect([width, height]).toEqual([640, 360]);
  expect(brightest - darkest).toBeGreaterThan(150);
  expect(await row.boundingBox()).toEqual(before);
  await expectAxeToBeContent(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(picture).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await test.step("and the replay shows it while it loads", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route(`**/api/recordings/${recordingId}`, async (route) => {
      await held;
      await route.continue();
    });
    await row.getByRole("link", { name: session.title }).click();
    await expect(page.locator("[aria-busy=true] img")).toBeVisible();
    letGo();
    await expect(page.getByRole("slider", { name: "Position" })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  });
});

function seen(picture: Locator) {
  return picture.evaluate((image: HTMLImageElement) => {
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const points = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    const greens = points.filter((_, at) => at % 4 === 1);
    return { width: image.naturalWidth, height: image.naturalHeight, brightest: greens.reduce((a, b) => Math.max(a, b), 0), darkest: greens.reduce((a, b) => Math.min(a, b), 255) };
  });
}
