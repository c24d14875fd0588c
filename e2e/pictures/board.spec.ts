import { mergeTests } from "@playwright/test";

import { board, drag, expectBoard } from "../support/board.ts";
import { makePdf } from "../support/pdf.ts";
import { toFrench } from "../support/language.ts";
import { take } from "../support/pictures.ts";
import { portraits } from "../support/portraits.ts";
import { meet } from "../support/room.ts";
import { expect, test as plain } from "../support/test.ts";

/** Pictures of the board: in the room, with its pages, and outside of the lesson. See results/pictures. */

const test = mergeTests(plain, portraits);

test("the board", async ({ people, teaching, learning }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const student = await people.student(learning, "Samuel Diallo");
  const session = await people.session(teacher);
  await teacher.page.goto(`/sessions/${session.id}`);
  await expect(teacher.page.getByRole("link", { name: "Board" })).toBeVisible();
  await take(teacher.page, "board-session");
  await teacher.page.goto(`/sessions/${session.id}/board`);
  await expectBoard(teacher.page);
  await take(teacher.page, "board-empty", { fullPage: false });

  await teacher.page.goto(`/sessions/new?after=${session.id}`);
  await expect(teacher.page.getByRole("switch", { name: "Board and code go on" })).toBeVisible();
  await take(teacher.page, "board-next-session");
  await teacher.page.getByRole("button", { name: "Create the session" }).click();
  await expect(teacher.page.getByText("Board and code go on from")).toBeVisible();
  await take(teacher.page, "board-continues");

  await meet(teacher, student, session);
  for (const { page } of [teacher, student]) {
    await page.keyboard.press("b");
    await expectBoard(page);
  }
  await drag(teacher.page, "rectangle", [[300, 200], [520, 320]]);
  await drag(student.page, "freedraw", [[320, 380], [400, 340], [480, 420], [560, 360]]);
  await board(teacher.page).getByRole("button", { name: "This page", exact: true }).click();
  await teacher.page.getByRole("menuitemradio", { name: "Squared" }).click();
  await board(teacher.page).getByRole("button", { name: /Page 1/ }).click();
  await expect(board(teacher.page).getByRole("img", { includeHidden: true })).not.toHaveCount(0);
  await take(teacher.page, "board-pages", { fullPage: false });
  await take(student.page, "board-student", { fullPage: false });
  await board(teacher.page).getByRole("button", { name: "This page", exact: true }).click();
  await take(teacher.page, "board-page-menu", { fullPage: false });
});

test("the board in French", async ({ people, teaching }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const session = await people.session(teacher, { title: "Les fractions, deuxième cours" });
  await toFrench(teacher);
  const { page } = teacher;
  await page.goto(`/sessions/${session.id}/board`);
  await expect(page.locator("[data-board=open]")).toBeVisible();
  await take(page, "fr-board", { fullPage: false });
  await page.goto(session.link);
  await page.locator("[data-join]").click();
  await expect(page.getByRole("toolbar", { name: "Commandes" })).toBeVisible();
  await page.keyboard.press("b");
  await expect(page.locator("[data-board=open]")).toBeVisible();
  await page.getByRole("button", { name: "Pour tous" }).click();
  await take(page, "fr-board-room", { fullPage: false });
});

test("a PDF comes onto the board", async ({ people, teaching }) => {
  const teacher = await people.teacher(teaching, "Marie Laurent");
  const session = await people.session(teacher);
  const { page } = teacher;
  const buffer = makePdf(Array.from({ length: 12 }, (_, index) => ({ colour: [0.75, 0.85, 0.8], text: `Exercise ${index + 1}` })));
  const file = { name: "Fractions, exercises for Monday.pdf", mimeType: "application/pdf", buffer };
  await page.goto(`/sessions/${session.id}/board`);
  await expectBoard(page);
  await board(page).getByLabel("Bring in a PDF").setInputFiles(file);
  await expect(page.getByRole("button", { name: "Bring in 12 pages" })).toBeVisible();
  await take(page, "board-pdf", { fullPage: false });
  await page.getByRole("button", { name: "Bring in 12 pages" }).click();
  await expect(page.getByText("12 pages are on the board now.")).toBeVisible();
  await take(page, "board-pdf-done", { fullPage: false });
  await page.getByRole("button", { name: "Show the first" }).click();
  await board(page).getByRole("button", { name: /Page 1, / }).click();
  await expect(page.getByRole("navigation", { name: "Pages of the board" }).locator("img")).toHaveCount(12);
  await take(page, "board-pdf-pages", { fullPage: false });
  await board(page).getByRole("button", { name: "Save and open" }).click();
  await take(page, "board-file-menu", { fullPage: false });

  await page.keyboard.press("Escape");
  await toFrench(teacher);
  await page.goto(`/sessions/${session.id}/board`);
  await page.getByLabel("Importer un PDF").setInputFiles(file);
  await expect(page.getByRole("button", { name: "Importer 12 pages" })).toBeVisible();
  await take(page, "fr-board-pdf", { fullPage: false });
});
