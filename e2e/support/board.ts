import { readFile } from "node:fs/promises";

import { expect, type Locator, type Page } from "@playwright/test";

/** The board as people use it: with a mouse on the drawing surface, and through its files to see what is really on it. */

export function board(page: Page): Locator {
  return page.getByRole("region", { name: "Board" });
}

export async function openBoard(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Open the board" }).click();
  await expectBoard(page);
}

/** It is there, with everything that the server has. */
export async function expectBoard(page: Page): Promise<void> {
  await expect(board(page)).toHaveAttribute("data-board", "open");
  await expect(board(page).getByText("Saved", { exact: true })).toBeAttached();
}

type Point = [x: number, y: number];

/** Presses, moves through the points, and lets go; from the upper left corner of the surface. */
export async function drag(page: Page, tool: "rectangle" | "ellipse" | "freedraw", points: Point[], letGo = true): Promise<void> {
  const surface = board(page).locator("canvas.interactive");
  const box = await surface.boundingBox();
  if (!box) throw new Error("There is no surface to draw on.");
  await board(page).getByTestId(`toolbar-${tool}`).check({ force: true });
  const [[firstX, firstY], ...others] = points as [Point, ...Point[]];
  await page.mouse.move(box.x + firstX, box.y + firstY);
  await page.mouse.down();
  for (const [x, y] of others) await page.mouse.move(box.x + x, box.y + y, { steps: 5 });
  if (letGo) await page.mouse.up();
}

interface Drawn {
  id: string;
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  index: string;
  points?: Point[];
}

/** What is on the page of the board that is shown, as the file says that anybody can save. */
export async function drawn(page: Page): Promise<Drawn[]> {
  await board(page).getByRole("button", { name: "Save and open" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /\.excalidraw/ }).click();
  const file = JSON.parse(await readFile(await (await download).path(), "utf8")) as { elements: Drawn[] };
  return file.elements.map(({ id, type, x, y, width, height, index, points }) => ({ id, type, x, y, width, height, index, points }));
}
