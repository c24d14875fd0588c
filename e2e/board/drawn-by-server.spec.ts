import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { board, expectBoard } from "../support/board.ts";
import { expect, test } from "../support/test.ts";

/** What videos show of a board is drawn on the server, by our own code: here it is held against the real Excalidraw. */

const TREE = resolve(import.meta.dirname, "../..");
/** On each side of what is drawn, in the board's own units. */
const MARGIN = 24;
const [WIDTH, HEIGHT] = [800, 480];
/** Fields that are compared by their mean colour. */
const [ACROSS, DOWN] = [40, 24];

test("the server draws a page as Excalidraw draws it", { tag: "@chromium" }, async ({ people, browser }) => {
  const teacher = await people.teacher(browser);
  const { page } = teacher;
  await page.goto(`/sessions/${(await people.session(teacher)).id}/board`);
  await expectBoard(page);
  const elements = everyKind();
  const file = JSON.stringify({ type: "excalidraw", version: 2, source: "test", elements, appState: {}, files: FILES });
  const upload = { name: "Kinds.excalidraw", mimeType: "application/json", buffer: Buffer.from(file) };
  await board(page).getByLabel("Open a saved page").setInputFiles(upload);
  await expect(board(page).getByText("2/2")).toBeVisible();
  await board(page).getByRole("button", { name: "Save and open" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /PNG/ }).click();
  const theirs = (await readFile(await (await download).path())).toString("base64");

  const size = [WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN];
  const box = [-MARGIN, -MARGIN, WIDTH + MARGIN, HEIGHT + MARGIN];
  const ours = execFileSync(join(TREE, ".venv/bin/python"), [join(TREE, "e2e/support/draw-page.py")], {
    cwd: TREE,
    input: JSON.stringify({ elements, files: FILES, box, size }),
    maxBuffer: 50_000_000,
  }).toString();

  const [one, other] = await Promise.all([theirs, ours].map((png) => page.evaluate(fields, { png, across: ACROSS, down: DOWN })));
  const apart = one!.map((colour, field) => Math.max(...colour.map((value, part) => Math.abs(value - other![field]![part]!))));
  const worst = apart.indexOf(Math.max(...apart));
  expect(one!.filter((colour) => Math.min(...colour) < 200).length, "there is something to be seen").toBeGreaterThan(60);
  expect(apart[worst], `the field ${worst % ACROSS}, ${Math.floor(worst / ACROSS)}`).toBeLessThan(60);
  expect(apart.reduce((sum, each) => sum + each, 0) / apart.length).toBeLessThan(4);
});

/** In the window: the mean colours of the fields of a picture. */
async function fields({ png, across, down }: { png: string; across: number; down: number }): Promise<number[][]> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d")!;
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const found = Array.from({ length: across * down }, () => [0, 0, 0, 0]);
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const field = found[Math.floor((y * down) / picture.height) * across + Math.floor((x * across) / picture.width)]!;
      for (const part of [0, 1, 2]) field[part]! += data[(y * picture.width + x) * 4 + part]!;
      field[3]! += 1;
    }
  }
  return found.map(([red, green, blue, count]) => [red! / count!, green! / count!, blue! / count!]);
}

const GREEN_BELOW = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><path d="M0 100L100 100L100 0Z" fill="#2f9e44"/></svg>';
const FILES = {
  svg: { id: "svg", created: 1, mimeType: "image/svg+xml", dataURL: `data:image/svg+xml;base64,${Buffer.from(GREEN_BELOW).toString("base64")}` },
};

function everyKind(): object[] {
  let count = 0;
  const element = (type: string, x: number, y: number, width: number, height: number, more: object = {}) => {
    count += 1;
    const looks = { strokeColor: "#1e1e1e", backgroundColor: "transparent", fillStyle: "solid", strokeWidth: 2, strokeStyle: "solid" };
    const rest = { angle: 0, roundness: null, roughness: 0, opacity: 100, seed: 1, version: 1, versionNonce: 1, isDeleted: false };
    const ties = { groupIds: [], frameId: null, boundElements: null, updated: 1, locked: false, link: null };
    return { id: `e${count}`, type, x, y, width, height, index: `a${String(count).padStart(3, "0")}`, ...looks, ...rest, ...ties, ...more };
  };
  const text = (x: number, y: number, words: string, more: object = {}) =>
    element("text", x, y, 300, 35, { text: words, originalText: words, fontSize: 28, fontFamily: 6, textAlign: "left", verticalAlign: "top", containerId: null, autoResize: true, lineHeight: 1.25, ...more });
  const lines = { lastCommittedPoint: null, startBinding: null, endBinding: null, startArrowhead: null, endArrowhead: null };
  const wave = Array.from({ length: 60 }, (_, step) => [step * 4, 30 * Math.sin(step / 6)]);
  const fills = ["solid", "hachure", "cross-hatch", "zigzag"];
  return [
    // How far the page reaches is how large its picture is.
    element("rectangle", 0, 0, WIDTH, HEIGHT, { strokeWidth: 1, strokeColor: "#ffffff" }),
    ...fills.flatMap((fillStyle, at) => [
      element("rectangle", 20 + at * 110, 20, 90, 60, { fillStyle, backgroundColor: "#ffc9c9" }),
      element("diamond", 20 + at * 110, 100, 90, 60, { fillStyle, backgroundColor: "#b2f2bb", roundness: { type: 2 } }),
      element("ellipse", 20 + at * 110, 180, 90, 60, { fillStyle, backgroundColor: "#a5d8ff", angle: at * 0.4, opacity: 100 - at * 20 }),
    ]),
    element("rectangle", 480, 20, 90, 60, { strokeStyle: "dashed", roundness: { type: 3 }, strokeWidth: 4 }),
    element("arrow", 600, 30, 150, 80, { ...lines, points: [[0, 0], [60, 80], [150, 10]], roundness: { type: 2 }, endArrowhead: "arrow", startArrowhead: "dot", strokeWidth: 4 }),
    element("arrow", 480, 120, 200, 60, { ...lines, points: [[0, 0], [100, 0], [100, 60], [200, 60]], elbowed: true, fixedSegments: null, startIsSpecial: null, endIsSpecial: null, endArrowhead: "triangle" }),
    element("line", 600, 200, 120, 80, { ...lines, points: [[0, 0], [60, 80], [120, 0], [0, 0]], backgroundColor: "#ffec99" }),
    element("freedraw", 20, 300, 236, 60, { points: wave, pressures: [], simulatePressure: true, lastCommittedPoint: null, strokeColor: "#2f9e44", strokeWidth: 4 }),
    text(300, 280, "Écoute : ça va ?"),
    text(300, 330, "√2 ≤ ∑ αβ", { fontFamily: 5 }),
    text(300, 380, "print(1)", { fontFamily: 8, textAlign: "right" }),
    element("image", 640, 320, 120, 120, { fileId: "svg", scale: [-1, 1], status: "saved", crop: null }),
  ];
}
