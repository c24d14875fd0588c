import { expectAxeToBeContent } from "../support/axe.ts";
import { board, drag, drawn, expectBoard } from "../support/board.ts";
import { shownTime } from "../support/counting.ts";
import { manifestOf, recordLesson } from "../support/recorded.ts";
import { expect, test } from "../support/test.ts";

/** A lesson that really took place, watched afterwards. */

test("a lesson can be watched: people, chat and board at every second", async ({ people, browser }) => {
  const { teacher, recordingId } = await recordLesson({
    people,
    browser,
    during: async ({ teacher, student }) => {
      await student.page.getByRole("button", { name: /^Chat/ }).click();
      const field = student.page.getByRole("textbox", { name: /^Your message/ });
      await student.page.bringToFront(); // Firefox gives keys to the window in front only
      await field.pressSequentially("Is three quarters more than two thirds?"); // fill() does not always reach React in Firefox
      await field.press("Enter");
      await expect(teacher.page.getByText("Is three quarters more than two thirds?")).toBeVisible();
      await teacher.page.bringToFront();
      await teacher.page.keyboard.press("b");
      await expectBoard(teacher.page);
      await drag(teacher.page, "ellipse", [[400, 200], [600, 300]]);
      await expect.poll(async () => (await drawn(teacher.page)).length).toBe(1);
      await teacher.page.getByRole("button", { name: "For everyone" }).click();
      await teacher.page.getByRole("menuitem").first().click();
      await expect(board(student.page)).toBeVisible();
    },
  });
  const { page } = teacher;

  await page.getByRole("link", { name: "Watch the replay" }).click();
  await expect(page).toHaveURL(new RegExp(`/replay/${recordingId}$`));
  await expect(page.getByRole("heading", { name: "Fractions, second lesson" })).toBeVisible();
  const slider = page.getByRole("slider", { name: "Position" });
  await expect(slider).toHaveAttribute("aria-valuenow", "0");

  await test.step("keys play, stop and jump", async () => {
    await page.keyboard.press("k");
    await expect.poll(async () => Number(await slider.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
    await page.keyboard.press("k");
    await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
    await page.keyboard.press("End");
    await expect(slider).toHaveAttribute("aria-valuenow", (await slider.getAttribute("aria-valuemax")) ?? "");
    await page.keyboard.press("Home");
    await expect(slider).toHaveAttribute("aria-valuenow", "0");
    await page.keyboard.press(">");
    await expect(page.getByRole("button", { name: "Speed: 1.25×" })).toBeVisible();
  });

  await test.step("at the end: the board as it was, and what was written", async () => {
    await page.keyboard.press("9");
    await expect(page.getByRole("article").filter({ hasText: "two thirds" })).toBeVisible();
    await expect(board(page)).toHaveAttribute("data-board", "open");
    expect((await drawn(page)).map(({ type }) => type)).toEqual(["ellipse"]);
  });

  await test.step("before: nothing of it", async () => {
    await page.keyboard.press("0");
    await expect(page.getByText("Nothing has been written up to this moment.")).toBeVisible();
    await expect(board(page)).toBeHidden();
  });

  await test.step("chapters lead to their moments", async () => {
    await page.getByText("Chapters", { exact: true }).click();
    await page.getByRole("button", { name: /The board$/ }).click();
    await expect(board(page)).toBeVisible();
  });

  await test.step("nobody is kept out by how it is made", async () => {
    await expectAxeToBeContent(page, [".excalidraw"]);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await expectAxeToBeContent(page);
  });
});

test("a link to a second shows the picture of that second", async ({ people, browser }) => {
  const { teacher, recordingId } = await recordLesson({
    people,
    browser,
    during: async ({ teacher }) => {
      // Long enough for there to be a fifth second.
      await expect(teacher.page.getByLabel("Time since the start")).toHaveText(/0:1\d/);
    },
  });
  const { page } = teacher;
  const { started_at } = await manifestOf(teacher, recordingId);
  await page.goto(`/replay/${recordingId}?t=5`);
  const wanted = (Date.parse(started_at) + 5_000) % 1_000_000;
  await expect.poll(async () => Math.abs((await shownTime(page)) - wanted)).toBeLessThan(100);
});

test("a stranger finds nothing", async ({ people, browser }) => {
  const { teacher, recordingId } = await recordLesson({ people, browser, during: async () => {} });
  const stranger = await people.student(browser, "Eve Nosy");
  await stranger.page.goto(`/replay/${recordingId}`);
  await expect(stranger.page.getByText("There is no such recording, or it is not open to you.")).toBeVisible();
  await expectAxeToBeContent(stranger.page);
  await stranger.page.goto("/recordings");
  await expect(stranger.page.getByText("There is no recording yet.")).toBeVisible();
  await teacher.page.goto("/recordings");
  await expect(teacher.page.getByRole("link", { name: "Fractions, second lesson" })).toBeVisible();
  await expectAxeToBeContent(teacher.page);
});
