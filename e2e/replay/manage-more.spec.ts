import type { Locator, Page } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { board, drag, drawn, expectBoard } from "../support/board.ts";
import { recordLesson } from "../support/recorded.ts";
import { expectFaces } from "../support/faces.ts";
import { expect, test } from "../support/test.ts";

/** What a teacher makes of a recording, and what the student sees of that. */

const CAPTIONS = `WEBVTT

00:00.000 --> 59:00.000
<v Marie>Is 3/4 &gt; 2/3?
`;

const more = async (page: Page, item: string) => {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
};
const position = (page: Page): Locator => page.getByRole("slider", { name: "Position" });

test("a lesson is marked, trimmed, captioned, gone on from and taken along", async ({ people, browser }) => {
  const { teacher, student, recordingId } = await recordLesson({
    people,
    browser,
    during: async ({ teacher }) => {
      const { page } = teacher;
      await page.keyboard.press("b");
      await expectBoard(page);
      await drag(page, "ellipse", [[400, 200], [600, 300]]);
      await expect.poll(async () => (await drawn(page)).length).toBe(1);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "For everyone" }).click();
      await page.getByRole("menuitem").first().click();
      await page.getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("menuitem", { name: "Mark this moment" }).click();
      await expect(page.getByText("Marked: a chapter of the replay begins here.").first()).toBeVisible();
      // So that there is something behind the mark to cut off, and a later moment of the board.
      await drag(page, "rectangle", [[650, 320], [760, 400]]);
      await expect.poll(async () => (await drawn(page)).length).toBe(2);
      await expect(page.getByLabel("Time since the start")).toHaveText(/0:[2-5]\d/);
    },
  });
  const { page } = teacher;
  await page.goto(`/replay/${recordingId}`);
  await expect(position(page)).toBeVisible();

  await test.step("what was marked in the room is a chapter, and others are added", async () => {
    await page.getByText("Chapters", { exact: true }).click();
    await page.getByRole("button", { name: /A marked moment$/ }).click();
    await page.getByRole("button", { name: "Add a chapter here" }).click();
    await page.getByRole("textbox", { name: /^Title of the chapter/ }).fill("The circle");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("button", { name: /The circle$/ }).first()).toBeVisible();
    await page.getByRole("button", { name: "Rename the chapter “A marked moment”" }).click();
    await page.getByRole("textbox", { name: /^Title of the chapter/ }).fill("The rectangle");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("button", { name: /A marked moment$/ })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /The rectangle$/ })).toBeVisible();
    await page.getByRole("button", { name: "Delete the chapter “The rectangle”" }).click();
    await expect(page.getByRole("button", { name: /The rectangle$/ })).toHaveCount(0);
    await expectAxeToBeContent(page, [".excalidraw"]);
  });

  await test.step("from the moment of the circle one goes on, without what came later", async () => {
    const next = await people.session(teacher, { title: "Fractions, third lesson" });
    await page.getByRole("button", { name: /The circle$/ }).first().click();
    await expect(board(page)).toHaveAttribute("data-board", "open");
    await page.getByRole("button", { name: "Continue from here" }).click();
    await page.getByRole("radio", { name: /third lesson/ }).check();
    await expectAxeToBeContent(page);
    await page.getByRole("button", { name: "Take it there" }).click();
    await page.getByRole("link", { name: "Open the board" }).click();
    await expect(page).toHaveURL(new RegExp(`/sessions/${next.id}/board`));
    await expectBoard(page);
    expect((await drawn(page)).map(({ type }) => type)).toEqual(["ellipse"]);
    await page.goto(`/replay/${recordingId}`);
  });

  await test.step("captions are brought and shown", async () => {
    await more(page, "Captions");
    await page.getByLabel("WebVTT file").setInputFiles({ name: "lesson.vtt", mimeType: "text/vtt", buffer: Buffer.from(CAPTIONS) });
    await expect(page.getByRole("button", { name: "Delete the captions: English" })).toBeVisible();
    await expectAxeToBeContent(page);
    await page.getByRole("button", { name: "Done" }).click();
    await page.keyboard.press("c");
    await expect(page.getByText("Marie: Is 3/4 > 2/3?")).toBeVisible();
    await page.reload();
    await expect(page.getByText("Marie: Is 3/4 > 2/3?")).toBeVisible();
  });

  await test.step("what is trimmed is not there for the student", async () => {
    await more(page, "Trim");
    const end = page.getByRole("slider", { name: "End of what is shown" });
    const beginning = page.getByRole("slider", { name: "Beginning of what is shown" });
    for (let second = 0; second < 2; second++) await beginning.press("ArrowRight");
    await end.press("ArrowLeft");
    await expectAxeToBeContent(page, [".excalidraw"]);
    await test.step("on a phone as well: handles and buttons are in reach, and faces are not cut off", async () => {
      const wide = page.viewportSize()!;
      await expectFaces(page, 2);
      await page.setViewportSize({ width: 360, height: 640 });
      for (const handle of [beginning, end]) await handle.click({ trial: true });
      const buttons = await page.getByRole("region", { name: "Trim" }).getByRole("button").all();
      expect(buttons.length).toBeGreaterThan(3);
      for (const button of buttons) await expect(button).toBeInViewport({ ratio: 1 });
      await expectFaces(page, 2);
      await page.getByRole("button", { name: /^What is large/ }).click();
      await page.getByRole("menuitemradio", { name: "Everybody" }).click();
      await expectFaces(page, 2);
      await page.setViewportSize(wide);
    });
    const shownUntil = Number(await end.getAttribute("aria-valuenow"));
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(end).toHaveCount(0);
    await expect(page.locator("[data-trimmed]")).toHaveCount(2);
    await expect(page.getByRole("status").filter({ hasText: /^Trimmed: nobody else gets 0:00\s–\s0:02 and 0:\d\d\s–\s0:\d\d\.$/ })).toBeVisible();

    await student.page.goto(`/replay/${recordingId}`);
    // For the student it begins at 0:00, at what is 0:02 for the teacher.
    await expect(position(student.page)).toHaveAttribute("aria-valuenow", "0");
    await expect(position(student.page)).toHaveAttribute("aria-valuemin", "0");
    await expect(position(student.page)).toHaveAttribute("aria-valuetext", /^0:00 of 0:\d\d$/);
    expect(Math.abs(Number(await position(student.page).getAttribute("aria-valuemax")) - (shownUntil - 2))).toBeLessThanOrEqual(1);
    await expect(student.page.locator("[data-trimmed]")).toHaveCount(0);
    await expect(student.page.getByText(/^Trimmed/)).toHaveCount(0);
    await student.page.getByRole("button", { name: "More", exact: true }).click();
    await expect(student.page.getByRole("menuitem", { name: "Trim" })).toHaveCount(0);
    await student.page.keyboard.press("Escape");
  });

  await test.step("its chapters are taken along", async () => {
    await page.goto("/recordings");
    await expect(page.getByRole("listitem").filter({ hasText: "Fractions, second lesson" })).toContainText("Ready");
    await page.getByRole("button", { name: /^Take “/ }).click();
    await page.getByRole("radio", { name: /^Chapters/ }).check();
    await page.getByRole("button", { name: "Make the chapters" }).click();
    const link = page.getByRole("link", { name: "Download: Chapters" });
    await expect(link).toBeVisible({ timeout: 30_000 });
    await expectAxeToBeContent(page);
    const vtt = await page.request.get((await link.getAttribute("href")) ?? "");
    expect(await vtt.text()).toContain("The circle");
  });
});
