import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import type { Page } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { board, drag, drawn, expectBoard, openBoard } from "../support/board.ts";
import { makePdf, readPdf } from "../support/pdf.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** PDF onto the board and out again. What is on a page is read from the file that anybody can save. */

const RED = [200, 30, 30];
const BLUE = [30, 60, 200];
const GREEN = [30, 140, 60];
const part = (colour: number[]) => colour.map((value) => value / 255) as [number, number, number];
const WORKSHEET = makePdf([RED, BLUE, GREEN].map((colour, index) => ({ colour: part(colour), text: `Sheet ${index + 1}` })));

async function choose(page: Page, buffer: Buffer, name = "worksheet.pdf"): Promise<void> {
  await board(page).getByLabel("Bring in a PDF").setInputFiles({ name, mimeType: "application/pdf", buffer });
}

/** The colour in the middle of the drawing surface. */
async function middle(page: Page): Promise<number[]> {
  return board(page)
    .locator("canvas.static")
    .evaluate((canvas: HTMLCanvasElement) => [...canvas.getContext("2d")!.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data.slice(0, 3)]);
}

function near(colour: number[]) {
  return colour.map((value) => expect.closeTo(value, -1)) as unknown as number[];
}

test("pages of a PDF are written on together, and all pages go out as one", { tag: "@chromium" }, async ({ people, browser, server }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  const session = await people.session(teacher);
  const foreign: string[] = [];
  teacher.page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(server.url).host) foreign.push(request.url());
  });
  await meet(teacher, student, session);
  await openBoard(teacher.page);
  await openBoard(student.page);

  await choose(teacher.page, WORKSHEET);
  const dialog = teacher.page.getByRole("dialog", { name: "Bring in “worksheet.pdf”" });
  await dialog.getByRole("button", { name: "Bring in 3 pages" }).click();
  await expect(dialog.getByText("3 pages are on the board now.")).toBeVisible();
  await dialog.getByRole("button", { name: "Show the first" }).click();
  await expect(board(teacher.page).getByText("2/4")).toBeVisible();
  await expect.poll(() => middle(teacher.page)).toEqual(near(RED));
  expect(foreign).toEqual([]);

  // The student turns to the second page of it, sees the picture, and writes.
  for (let turned = 0; turned < 2; turned++) await board(student.page).getByRole("button", { name: "Next page" }).click();
  await expect(board(student.page).getByRole("button", { name: /^Page 2, worksheet/ })).toBeVisible();
  await expect.poll(() => middle(student.page)).toEqual(near(BLUE));
  const [picture] = await drawn(student.page);
  expect(picture?.type).toBe("image");
  await drag(student.page, "freedraw", [[320, 320], [380, 360], [440, 320]]);
  await board(teacher.page).getByRole("button", { name: "Next page" }).click();
  await expect.poll(async () => (await drawn(teacher.page)).map(({ type }) => type)).toEqual(["image", "freedraw"]);

  // Pulling at the picture does not move it.
  const surface = await board(student.page).locator("canvas.interactive").boundingBox();
  if (!surface) throw new Error("There is no surface.");
  const [x, y] = [surface.x + surface.width / 2, surface.y + surface.height / 2];
  await board(student.page).getByTestId("toolbar-selection").check({ force: true });
  await student.page.mouse.move(x, y);
  await student.page.mouse.down();
  await student.page.mouse.move(x + 120, y + 60, { steps: 5 });
  await student.page.mouse.up();
  expect((await drawn(student.page))[0]).toEqual(picture);

  // Everything goes out again.
  await board(teacher.page).getByRole("button", { name: "Save and open" }).click();
  const download = teacher.page.waitForEvent("download");
  await teacher.page.getByRole("menuitem", { name: /all pages/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${session.title}.pdf`);
  const { title, pages } = await readPdf(teacher.page, await readFile(await file.path()));
  expect(title).toBe(session.title);
  expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual(Array(4).fill([595, 842]));
  expect(pages.map(({ colour }) => colour)).toEqual([[255, 255, 255], RED, BLUE, GREEN].map(near));
  expect(pages[0]?.inked).toBe(0);
  expect(pages[2]?.inked).toBeGreaterThan(0.15);
});

test("a chooser, a way back, and words for what cannot be brought in", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const { page } = teacher;
  await page.goto(`/sessions/${(await people.session(teacher)).id}/board`);
  await expectBoard(page);

  // Two of five, by the keyboard, and away with them.
  await choose(page, makePdf(Array.from({ length: 5 }, () => ({ colour: part(RED) }))));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Bring in 5 pages" })).toBeFocused();
  await expectAxeToBeContent(page, [".excalidraw"]);
  await dialog.getByLabel("From page").fill("4");
  await dialog.getByLabel("To page").fill("6");
  await expect(dialog.getByText("Enter two page numbers between 1 and 5, the smaller one first.")).toBeVisible();
  await dialog.getByLabel("To page").fill("5");
  await dialog.getByRole("button", { name: "Bring in 2 pages" }).press("Enter");
  await dialog.getByRole("button", { name: "Remove these 2 pages" }).press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(board(page).getByText("1/1")).toBeVisible();

  // A page as large as a city is a picture like any other.
  await choose(page, makePdf([{ colour: part(BLUE), width: 20_000_000, height: 10_000_000 }]), "city.pdf");
  await dialog.getByRole("button", { name: "Bring in one page" }).click();
  await dialog.getByRole("button", { name: "Show the first" }).click();
  await expect.poll(() => middle(page)).toEqual(near(BLUE));
  const [picture] = await drawn(page);
  expect(picture).toMatchObject({ type: "image", width: 2_000, height: 1_000 });

  await choose(page, locked(), "locked.pdf");
  const password = dialog.getByLabel("Password of the PDF");
  await password.fill("wrong");
  await dialog.getByRole("button", { name: "Open it" }).click();
  await expect(dialog.getByText(/This password does not open it/)).toBeVisible();
  await password.fill("secret");
  await password.press("Enter");
  await expect(dialog.getByRole("button", { name: "Bring in one page" })).toBeVisible();
  await dialog.getByRole("button", { name: "Go back" }).click();

  for (const [buffer, sentence] of [
    [Buffer.from("Dear diary"), /This is not a PDF/],
    [Buffer.from("%PDF-1.7\nand then nothing"), /This PDF is damaged/],
  ] as const) {
    await choose(page, buffer);
    await expect(dialog.getByRole("alert")).toHaveText(sentence);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
});

interface Maker {
  jsPDF: new (options: object) => { text(text: string, x: number, y: number): void; output(kind: "arraybuffer"): ArrayBuffer };
}

/** By the library that the product uses: encryption by hand would be a chapter. */
function locked(): Buffer {
  const { jsPDF } = createRequire(new URL("../../web/package.json", import.meta.url))("jspdf") as Maker;
  const pdf = new jsPDF({ encryption: { userPassword: "secret", ownerPassword: "owner", userPermissions: ["print"] } });
  pdf.text("Secret", 20, 20);
  return Buffer.from(pdf.output("arraybuffer"));
}
