import { expectAxeToBeContent } from "../support/axe.ts";
import { board, drag, drawn, expectBoard } from "../support/board.ts";
import { expect, test } from "../support/test.ts";

/** Everything round the drawing surface. What is on it is Excalidraw's, which has keys and names of its own. */

test("the keyboard alone opens, turns, names and leaves the pages of a board", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher);
  const { page } = teacher;
  await page.goto(`/sessions/${session.id}`);
  await page.getByRole("link", { name: "Board" }).press("Enter");
  await expectBoard(page);
  // Excalidraw's library is on other people's servers: nothing of it may be reached, by keyboard neither.
  await expect(page.getByRole("checkbox", { name: "Library" })).toHaveCount(0);

  const menu = board(page).getByRole("button", { name: "This page", exact: true });
  await menu.press("Enter");
  await expect(page.getByRole("menuitem", { name: "New page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(board(page).getByText("2/2")).toBeVisible();
  await expect(menu).toBeFocused();
  await board(page).getByRole("button", { name: "Previous page" }).press("Enter");
  await expect(board(page).getByText("1/2")).toBeVisible();

  await menu.press("Enter");
  await page.keyboard.press("R"); // the first letter, as in every menu
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Enter");
  const name = page.getByRole("textbox", { name: "Name of the page" });
  await name.press("ControlOrMeta+a");
  await page.keyboard.type("Fractions");
  await page.getByRole("button", { name: "Rename it" }).press("Enter");
  await expect(menu).toBeFocused();

  const pages = board(page).getByRole("button", { name: /^Fractions \d/ });
  await pages.press("Enter");
  await expect(pages).toHaveAttribute("aria-expanded", "true");
  const strip = page.getByRole("navigation", { name: "Pages of the board" });
  await expect(strip.getByRole("button", { name: "Fractions" })).toHaveAttribute("aria-current", "page");
  await strip.getByRole("button", { name: "Page 2" }).press("Enter");
  await expect(board(page).getByText("2/2")).toBeVisible();

  await page.getByRole("link", { name: "Back to the session" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: session.title, exact: true })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe, ${colorScheme}`, async ({ people, browser }) => {
    const teacher = await people.teacher(browser);
    const { page } = teacher;
    await page.emulateMedia({ colorScheme });
    await page.goto(`/sessions/${(await people.session(teacher)).id}/board`);
    await expectBoard(page);
    await board(page).getByRole("button", { name: /^Page 1/ }).click();
    await expectAxeToBeContent(page, [".excalidraw"]);
    for (const menu of ["This page", "Save and open"]) {
      await board(page).getByRole("button", { name: menu, exact: true }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAxeToBeContent(page, [".excalidraw"]);
      await page.keyboard.press("Escape");
    }
  });
}

test("a sticky note is written on at once", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const { page } = teacher;
  await page.goto(`/sessions/${(await people.session(teacher)).id}/board`);
  await expectBoard(page);
  await board(page).getByRole("button", { name: "Sticky note" }).click();
  await expect(board(page).locator("textarea.excalidraw-wysiwyg")).toBeFocused();
  await page.keyboard.type("Bring a ruler");
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await drawn(page)).map(({ type }) => type)).toEqual(["rectangle", "text"]);
});

// What is on a board is read from its file: see drawing.spec.ts.
test("the board goes on in the next session that a teacher plans", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const first = await people.session(teacher, { title: "Fractions" });
  const { page } = teacher;
  await page.goto(`/sessions/${first.id}/board`);
  await expectBoard(page);
  await drag(page, "rectangle", [[400, 300], [520, 360]]);
  await expect.poll(async () => (await drawn(page)).length).toBe(1);
  const before = await drawn(page);
  await expect(board(page).getByText("Saved", { exact: true })).toBeAttached();

  await page.getByRole("link", { name: "Back to the session" }).click();
  await page.getByRole("link", { name: "Plan the next one" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "The next session" })).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue("Fractions");
  await expect(page.getByRole("switch", { name: "Board and code go on" })).toBeChecked();
  await expectAxeToBeContent(page);
  await page.getByLabel("Title").fill("More fractions");
  await page.getByRole("button", { name: "Create the session" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "More fractions" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Fractions, / })).toHaveAttribute("href", `/sessions/${first.id}`);
  await page.getByRole("link", { name: "Board", exact: true }).click();
  await expectBoard(page);
  await expect.poll(() => drawn(page)).toEqual(before);
});
