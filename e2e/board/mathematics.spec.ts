import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { expectAxeToBeContent } from "../support/axe.ts";
import { board, expectBoard, openBoard, painted, saved } from "../support/board.ts";
import { meet } from "../support/room.ts";
import { expect, test } from "../support/test.ts";

/** Formulas and graphs of functions, in real browsers. What is refused, and how curves are drawn, is tested beside their code. */

const formula = (page: Page) => page.getByRole("dialog", { name: /formula$/ });
const graph = (page: Page) => page.getByRole("dialog", { name: /graph/ });

/** What has the focus is within the field. */
async function expectToWrite(page: Page): Promise<void> {
  await expect(formula(page).locator("math-field:focus-within")).toBeVisible();
}

/** What the pictures on a page of the board were made from. */
async function origins(page: Page) {
  return (await saved(page)).map(({ customData }) => customData);
}

async function doubleClickTheMiddle(page: Page): Promise<void> {
  const box = await board(page).locator("canvas.interactive").boundingBox();
  if (!box) throw new Error("There is no surface to click on.");
  await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
}

test("a formula is written, seen by the student, changed and taken back", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await openBoard(teacher.page);
  await openBoard(student.page);
  expect(await painted(student.page)).toBe(0);

  await board(teacher.page).getByRole("button", { name: "Formula", exact: true }).click();
  await expectToWrite(teacher.page);
  await teacher.page.keyboard.type("x^2/2");
  await expect(formula(teacher.page).getByRole("img", { name: "Formula: \\frac{x^2}{2}" })).toBeVisible();
  await teacher.page.keyboard.press("Enter");
  await expect(formula(teacher.page)).toBeHidden();
  await expect.poll(() => origins(student.page)).toEqual([{ latex: "\\frac{x^2}{2}" }]);
  await expect.poll(() => painted(student.page)).toBeGreaterThan(100);
  const [before] = await saved(student.page);

  await doubleClickTheMiddle(teacher.page);
  await expect(formula(teacher.page)).toContainText("Change the formula");
  await expectToWrite(teacher.page);
  await teacher.page.keyboard.press("End");
  await teacher.page.keyboard.type("+1");
  await formula(teacher.page).getByRole("button", { name: "Save" }).click();
  await expect.poll(() => origins(student.page)).toEqual([{ latex: "\\frac{x^2}{2}+1" }]);
  const [after] = await saved(student.page);
  expect(after).toMatchObject({ id: before?.id, height: before?.height });
  expect(after?.fileId).not.toBe(before?.fileId);
  expect(after?.width).toBeGreaterThan(before?.width ?? Infinity);

  await board(student.page).getByRole("button", { name: "Save and open" }).click();
  const download = student.page.waitForEvent("download");
  await student.page.getByRole("menuitem", { name: /\(SVG\)/ }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain("data:image/svg+xml;base64,");

  await board(teacher.page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => origins(student.page)).toEqual([{ latex: "\\frac{x^2}{2}" }]);
  await board(teacher.page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => origins(student.page)).toEqual([]);
  await expect.poll(() => painted(student.page)).toBe(0);
});

test("what is put onto the board covers nothing that is there", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher);
  const { page } = teacher;
  await page.goto(`/sessions/${session.id}/board`);
  await expectBoard(page);
  for (const text of ["one", "two"]) {
    await board(page).getByRole("button", { name: "Sticky note" }).click();
    await page.keyboard.type(text);
    await page.keyboard.press("Escape");
  }
  await board(page).getByRole("button", { name: "Graph of a function" }).click();
  await graph(page).getByRole("textbox", { name: "Function 1" }).fill("x^2");
  await graph(page).getByRole("button", { name: "Insert" }).click();
  await expect(graph(page)).toBeHidden();
  const things = (await saved(page)).filter(({ type }) => type !== "text");
  expect(things).toHaveLength(3);
  const covering = things.flatMap((one, index) =>
    things
      .slice(index + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height,
      ),
  );
  expect(covering).toEqual([]);
});

test("a graph is drawn, and the student sees it change with its slider", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const student = await people.student(browser);
  await meet(teacher, student, await people.session(teacher));
  await openBoard(teacher.page);
  await openBoard(student.page);

  await board(teacher.page).getByRole("button", { name: "Graph of a function" }).click();
  const dialog = graph(teacher.page);
  await dialog.getByRole("textbox", { name: "Function 1" }).pressSequentially("y = a sin x");
  await dialog.getByRole("slider", { name: "Value of a" }).fill("2");
  await dialog.getByRole("button", { name: "Add a function" }).click();
  await dialog.getByRole("textbox", { name: "Function 2" }).pressSequentially("tan x");
  await dialog.getByRole("button", { name: "Insert" }).click();
  await expect(dialog).toBeHidden();
  const drawnAt = (a: number) => [{ graph: { functions: ["y = a sin x", "tan x"], parameters: [{ name: "a", value: a }], x: [-10, 10], y: null } }];
  await expect.poll(() => origins(student.page)).toEqual(drawnAt(2));
  await expect.poll(() => painted(student.page)).toBeGreaterThan(1_000);
  const [before] = await saved(student.page);

  await board(teacher.page).getByRole("button", { name: "Edit the graph" }).click();
  const slider = graph(teacher.page).getByRole("slider", { name: "Value of a" });
  await expect(slider).toHaveValue("2");
  const preview = graph(teacher.page).getByRole("img", { name: "Graph of y = a sin x; tan x" });
  const pictureBefore = await preview.getAttribute("src");
  await slider.press("ArrowRight");
  await expect(preview).not.toHaveAttribute("src", pictureBefore ?? "");
  await graph(teacher.page).getByRole("button", { name: "Save" }).click();
  await expect.poll(() => origins(student.page)).toEqual(drawnAt(2.1));
  const [after] = await saved(student.page);
  expect(after).toMatchObject({ id: before?.id, width: before?.width, x: before?.x });
  expect(after?.fileId).not.toBe(before?.fileId);
});

test("the keyboard alone writes a formula and a graph, from our own server only", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const { page } = teacher;
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && host !== new URL(page.url()).host) foreign.push(request.url());
  });
  page.on("console", (message) => /Content.Security.Policy|Refused to/i.test(message.text()) && complaints.push(message.text()));
  await page.goto(`/sessions/${(await people.session(teacher)).id}/board`);
  await expectBoard(page);

  await board(page).getByRole("button", { name: "Formula", exact: true }).press("Enter");
  await expectToWrite(page);
  await page.keyboard.type("sqrt2");
  await page.keyboard.press("Enter");
  await expect(formula(page)).toBeHidden();
  await expect(board(page).getByRole("button", { name: "Formula", exact: true })).toBeFocused();
  await expect.poll(() => painted(page)).toBeGreaterThan(100);

  await board(page).locator(".excalidraw").press("Enter"); // what is selected
  await formula(page).getByRole("radio", { name: "LaTeX" }).press("Space");
  const latex = formula(page).getByRole("textbox", { name: "Formula in LaTeX" });
  await expect(latex).toHaveValue("\\sqrt2");
  await latex.press("End");
  await latex.pressSequentially("+\\href{javascript:alert(1)}{x}");
  await expect(formula(page).getByText("“\\href” is unknown here.")).toBeVisible();
  await formula(page).getByRole("button", { name: "Save" }).press("Enter");
  await expect(formula(page)).toBeVisible();
  await latex.press("ControlOrMeta+a");
  await latex.pressSequentially("\\frac{1}{");
  await expect(formula(page).getByText(/close every \{ with \}/)).toBeVisible();
  await latex.pressSequentially("3}");
  await formula(page).getByRole("button", { name: "Save" }).press("Enter");
  await expect(formula(page)).toBeHidden();

  await board(page).getByRole("button", { name: "Graph of a function" }).press("Enter");
  const typed = graph(page).getByRole("textbox", { name: "Function 1" });
  await expect(typed).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(graph(page).getByText("Write a function first")).toBeVisible();
  await page.keyboard.type("ax^2 +");
  await expect(graph(page).getByText("Something is missing here.")).toBeVisible();
  await page.keyboard.type(" 1");
  await graph(page).getByRole("slider", { name: "Value of a" }).press("Home");
  await typed.press("Enter");
  await expect(graph(page)).toBeHidden();
  await expect(board(page).getByRole("button", { name: "Edit the graph" })).toBeVisible();
  await board(page).getByRole("button", { name: "Edit the graph" }).press("Enter");
  await expect(graph(page).getByRole("slider", { name: "Value of a" })).toHaveValue("-10");
  await page.keyboard.press("Escape");
  await expect(graph(page)).toBeHidden();
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe, ${colorScheme}`, async ({ people, browser }) => {
    const teacher = await people.teacher(browser);
    const { page } = teacher;
    await page.emulateMedia({ colorScheme });
    await page.goto(`/sessions/${(await people.session(teacher)).id}/board`);
    await expectBoard(page);
    await board(page).getByRole("button", { name: "Formula", exact: true }).click();
    await expectToWrite(page);
    await page.keyboard.type("1/2");
    await formula(page).getByRole("button", { name: "Keyboard" }).click();
    await expect(formula(page).locator(".MLK__plate")).toBeVisible();
    await expectAxeToBeContent(page, [".excalidraw", ".ML__keyboard"]);
    await formula(page).getByRole("radio", { name: "LaTeX" }).check({ force: true });
    await expectAxeToBeContent(page, [".excalidraw"]);
    await page.keyboard.press("Escape");
    await board(page).getByRole("button", { name: "Graph of a function" }).click();
    await graph(page).getByRole("textbox", { name: "Function 1" }).pressSequentially("a sin(bx) +");
    await expectAxeToBeContent(page, [".excalidraw"]);
  });
}
