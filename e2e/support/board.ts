import { expect, type Locator, type Page } from "@playwright/test";

import { fileSaved } from "./saved-files.ts";

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

/** A picture that Chalkroom has drawn itself, with what it was made from. */
export interface Mathematics extends Drawn {
  fileId: string;
  customData?: { latex?: string; graph?: { functions: string[]; parameters: { name: string; value: number }[] } };
}

/** What is on the page of the board that is shown, as the file says that anybody can save. */
export async function drawn(page: Page): Promise<Drawn[]> {
  const elements = await saved(page);
  return elements.map(({ id, type, x, y, width, height, index, points }) => ({ id, type, x, y, width, height, index, points }));
}

/** The same with everything that the file holds of each. */
export async function saved(page: Page): Promise<Mathematics[]> {
  await board(page).getByRole("button", { name: "Save and open" }).click();
  const file = await fileSaved(page, () => page.getByRole("menuitem", { name: /\.excalidraw/ }).click());
  return (JSON.parse(file.toString()) as { elements: Mathematics[] }).elements;
}

/** How many points of the drawing surface have ink on them. A picture that is not there yet is a pale box with a grey sign. */
export async function painted(page: Page): Promise<number> {
  return page.locator("[data-board] canvas.static").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    const isInk = (_: unknown, point: number) => data[4 * point + 3]! > 128 && Math.min(...data.subarray(4 * point, 4 * point + 3)) < 90;
    return Array.from({ length: data.length / 4 }).filter(isInk).length;
  });
}
