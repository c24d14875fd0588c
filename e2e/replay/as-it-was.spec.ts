import type { Page } from "@playwright/test";

import { board, openBoard } from "../support/board.ts";
import { CodePage } from "../support/code.ts";
import { manifestOf, recordingOf, recordLesson } from "../support/recorded.ts";
import { expect, test } from "../support/test.ts";

/** What was written in a lesson is more than a picture in its replay: the program of a second runs, and every text can be taken out. */

test("the program of each second runs, and code and board are copied as they were", async ({ people, browser }) => {
  let early = 0; // a second of the recording
  const { student, teacher, recordingId } = await recordLesson({
    people,
    browser,
    during: async ({ teacher, student, session }) => {
      const [marie, ada] = [new CodePage(teacher.page), new CodePage(student.page)];
      await teacher.page.keyboard.press("c");
      await marie.addFile("main.js", 'console.log("three quarters")');
      await forEveryone(teacher.page, "Show the code to everyone");
      await expect(ada.editor("main.js")).toContainText("three quarters");
      // What was written is kept well before the second after the next; the second program is written after that one.
      const lasts = async () => Math.floor((await manifestOf(teacher, await recordingOf(teacher, session))).duration_ms / 1_000);
      early = (await lasts()) + 2;
      await expect.poll(lasts).toBeGreaterThan(early);
      await marie.write("main.js", 'console.log("two thirds")');
      await expect(ada.editor("main.js")).toContainText("two thirds");

      await teacher.page.keyboard.press("Escape");
      await openBoard(teacher.page);
      await writeOnBoard(teacher.page, "Is it more than two thirds?");
      await forEveryone(teacher.page, "Show the board to everyone");
      await expect(board(student.page)).toBeVisible();
    },
  });
  const { page, context } = student;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const code = new CodePage(page);
  const atEarly = `?t=${early}`;

  await test.step("at an earlier second the earlier program runs", async () => {
    await page.goto(`/replay/${recordingId}${atEarly}`);
    await expect(code.editor("main.js")).toContainText("three quarters");
    await code.run();
    await expect(code.output).toHaveText("three quarters", { useInnerText: true });
  });

  await test.step("at a later one, without loading the page again, the later", async () => {
    await page.getByRole("button", { name: "Play", exact: true }).focus();
    await page.keyboard.press("End");
    await showLarge(page, "The code");
    await expect(code.editor("main.js")).toContainText("two thirds");
    await code.run();
    await expect(code.output).toHaveText("two thirds", { useInnerText: true });
  });

  await test.step("the code is selected and copied, and stays as it is", async () => {
    await code.editor("main.js").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("ControlOrMeta+c");
    expect(await clipboard(page)).toBe('console.log("two thirds")');
    await page.keyboard.type("x");
    expect(await code.text("main.js")).toBe('console.log("two thirds")');
  });

  await test.step("so are the words on the board", async () => {
    await showLarge(page, "The board");
    await expect(board(page)).toHaveAttribute("data-board", "open");
    await board(page).getByRole("button", { name: "Save and open" }).click();
    await page.getByRole("menuitem", { name: "Copy the words of this page" }).click();
    await expect(page.getByText("The words are copied.")).toBeVisible();
    expect(await clipboard(page)).toBe("Is it more than two thirds?");
  });

  await test.step("who was given a link needs no account for any of it", async () => {
    const headers = { Authorization: `Bearer ${teacher.accessToken}` };
    const made = await teacher.page.request.post(`/api/recordings/${recordingId}/links`, { headers, data: { days: 7 } });
    const { link } = (await made.json()) as { link: string };
    const { page: visit } = await people.stranger(browser);
    const theirs = new CodePage(visit);
    await visit.goto(link.replace("#", `${atEarly}#`));
    await theirs.run();
    await expect(theirs.output).toHaveText("three quarters", { useInnerText: true });
    await visit.getByRole("button", { name: "Play", exact: true }).focus();
    await visit.keyboard.press("End");
    await expect(board(visit)).toHaveAttribute("data-board", "open");
    await expect(visit.getByRole("button", { name: "Continue from here" })).toHaveCount(0);
  });
});

async function forEveryone(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "For everyone" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function showLarge(page: Page, what: string): Promise<void> {
  await page.getByRole("button", { name: /^What is large/ }).click();
  await page.getByRole("menuitemradio", { name: what }).click();
}

async function writeOnBoard(page: Page, text: string): Promise<void> {
  await board(page).getByTestId("toolbar-text").check({ force: true });
  const box = (await board(page).locator("canvas.interactive").boundingBox())!;
  await page.mouse.click(box.x + 300, box.y + 200);
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
