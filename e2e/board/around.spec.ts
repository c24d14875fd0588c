import { expectAxeToBeContent } from "../support/axe.ts";
import { board, expectBoard } from "../support/board.ts";
import { expect, test } from "../support/test.ts";

/** Everything round the drawing surface. What is on it is Excalidraw's, which has keys and names of its own. */

test("the keyboard alone opens, turns, names and leaves the pages of a board", async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const session = await people.session(teacher);
  const { page } = teacher;
  await page.goto(`/sessions/${session.id}`);
  await page.getByRole("link", { name: "Board" }).press("Enter");
  await expectBoard(page);

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
  await expect(page.getByRole("heading", { level: 1, name: session.title })).toBeVisible();
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
