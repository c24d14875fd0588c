import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { board, drag, drawn, expectBoard } from "../support/board.ts";
import { expect, test } from "../support/test.ts";

/** What a page is saved as is read again, by others than those who wrote it, and compared with the page. */

async function saved(page: Page, kind: RegExp): Promise<Buffer> {
  await board(page).getByRole("button", { name: "Save and open" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: kind }).click();
  return readFile(await (await download).path());
}

/** Around what is drawn, on each side. */
const MARGIN = 24;

test("a page is the same as PNG, as SVG, and when it comes back", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const { page } = teacher;
  await page.goto(`/sessions/${(await people.session(teacher)).id}/board`);
  await expectBoard(page);
  await drag(page, "rectangle", [[300, 200], [620, 420]]);
  await drag(page, "freedraw", [[340, 300], [400, 360], [460, 300]]);
  await board(page).getByRole("button", { name: "This page", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "Squared" }).click();
  const before = await drawn(page);
  const [rectangle] = before;
  if (!rectangle) throw new Error("Nothing was drawn.");
  const size = { width: rectangle.width + 2 * MARGIN, height: rectangle.height + 2 * MARGIN };

  const png = await saved(page, /PNG/);
  const picture = await page.evaluate(look, { base64: png.toString("base64"), margin: MARGIN });
  expect(picture.width).toBeCloseTo(2 * size.width, -1);
  expect(picture.height).toBeCloseTo(2 * size.height, -1);
  // The rectangle's upper left corner is dark, the paper white with pale lines.
  expect(Math.max(...picture.corner)).toBeLessThan(120);
  expect(picture.shares.white).toBeGreaterThan(0.7);
  expect(picture.shares.pale).toBeGreaterThan(0.02);
  expect(picture.shares.dark).toBeGreaterThan(0.005);

  const svg = await page.evaluate(readSvg, (await saved(page, /SVG/)).toString("utf8"));
  expect(svg).toMatchObject({ root: "svg", foreign: [] });
  expect(svg.width).toBeCloseTo(size.width, -1);
  expect(svg.height).toBeCloseTo(size.height, -1);

  const file = await saved(page, /\.excalidraw/);
  await board(page).getByLabel("Open a saved page").setInputFiles({ name: "Copy.excalidraw", mimeType: "application/json", buffer: file });
  await expect(board(page).getByText("2/2")).toBeVisible();
  expect(await drawn(page)).toEqual(before);
  await board(page).getByRole("button", { name: "This page", exact: true }).click();
  await expect(page.getByRole("menuitemradio", { name: "Squared" })).toBeChecked();
});

/** In the window: what a browser makes of the picture. */
async function look({ base64, margin }: { base64: string; margin: number }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const { width, height } = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(width, height).getContext("2d")!;
  context.drawImage(await createImageBitmap(new Blob([bytes], { type: "image/png" })), 0, 0);
  const points = context.getImageData(0, 0, width, height).data;
  const shares = { white: 0, pale: 0, dark: 0 };
  for (let at = 0; at < points.length; at += 4) {
    const light = Math.min(points[at]!, points[at + 1]!, points[at + 2]!);
    shares[light > 250 ? "white" : light > 150 ? "pale" : "dark"] += 4 / points.length;
  }
  // On its left edge, half way down.
  return { width, height, shares, corner: [...context.getImageData(2 * margin, height / 2, 1, 1).data.slice(0, 3)] };
}

/** In the window: an XML parser's view, and whatever in it could do more than be looked at. */
function readSvg(text: string) {
  const { documentElement: root } = new DOMParser().parseFromString(text, "image/svg+xml");
  const foreign = [...root.querySelectorAll("script, foreignObject, a, [href^=http]")].map(({ outerHTML }) => outerHTML);
  return { root: root.tagName, width: Number(root.getAttribute("width")), height: Number(root.getAttribute("height")), foreign };
}
