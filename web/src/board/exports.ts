import { convertToExcalidrawElements, exportToBlob, exportToSvg, getCommonBounds, restoreElements, serializeAsJSON } from "@excalidraw/excalidraw";
import type { NonDeletedExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import * as Y from "yjs";

import { type Background, type BoardDocument, type BoardElement, inOrder } from "./board-document";
import { paperLines } from "./paper";
import { allPictures } from "./pictures";
import { cleanElements, cleanFile } from "./sanitise";

export type FileKind = "png" | "svg" | "excalidraw";

const AROUND = 24;
const WHITE = { exportBackground: true, viewBackgroundColor: "#ffffff" };

/** What a page holds, checked, from the back to the front. */
export function elementsOf(board: BoardDocument, pageId: string): NonDeletedExcalidrawElement[] {
  const elements = cleanElements(board.elements(pageId)?.values() ?? []);
  return inOrder(elements.filter(({ isDeleted }) => !isDeleted));
}

/** One page as a file. */
export async function exportPage(board: BoardDocument, pageId: string, background: Background, kind: FileKind): Promise<Blob> {
  const elements = elementsOf(board, pageId);
  const files = allPictures(board.files);
  if (kind === "excalidraw") {
    return new Blob([serializeAsJSON(elements, {}, files, "local")], { type: "application/json" });
  }
  const picture = { elements: [...paperBelow(elements, background), ...elements], files, appState: WHITE, exportPadding: AROUND };
  if (kind === "png") return exportToBlob({ ...picture, mimeType: "image/png", getDimensions: sharp });
  const svg = await exportToSvg(picture);
  return new Blob([svg.outerHTML], { type: "image/svg+xml" });
}

/** Readable on a screen with many points, and never larger than browsers can draw. */
function sharp(width: number, height: number): { width: number; height: number; scale: number } {
  const scale = Math.min(2, 8_000 / Math.max(width, height));
  return { width: width * scale, height: height * scale, scale };
}

function paperBelow(elements: readonly NonDeletedExcalidrawElement[], background: Background): NonDeletedExcalidrawElement[] {
  const [left, top, right, bottom] = elements.length > 0 ? getCommonBounds(elements) : [0, 0, 800, 600];
  const lines = paperLines(background, { left: left - AROUND, top: top - AROUND, right: right + AROUND, bottom: bottom + AROUND });
  const drawn = lines.map(({ from: [x, y], to, colour, width }) => ({
    type: "line" as const,
    x,
    y,
    points: [
      [0, 0],
      [to[0] - x, to[1] - y],
    ] as never,
    strokeColor: colour,
    strokeWidth: width,
    roughness: 0,
  }));
  return convertToExcalidrawElements(drawn);
}

/** Not a file of Excalidraw's, or damaged. */
export class NotABoard extends Error {}

/** Puts what a file holds onto a new page behind `pageId`. The elements keep their names, so that nothing is lost on the way. */
export function importPage(board: BoardDocument, pageId: string, name: string, json: string): string {
  const { elements, files } = readScene(json);
  const restored = restoreElements(elements, null, { repairBindings: true });
  let added = "";
  board.doc.transact(() => {
    added = board.add(pageId, "plain");
    board.rename(added, name);
    const target = board.elements(added);
    for (const element of cleanElements(restored)) target?.set(element.id, element);
    for (const [id, file] of Object.entries(files)) putFile(board.files, id, file);
  });
  return added;
}

function readScene(json: string): { elements: BoardElement[]; files: Record<string, unknown> } {
  let scene: unknown;
  try {
    scene = JSON.parse(json);
  } catch {
    throw new NotABoard();
  }
  const { type, elements, files } = (typeof scene === "object" && scene !== null ? scene : {}) as Record<string, unknown>;
  if (type !== "excalidraw" || !Array.isArray(elements)) throw new NotABoard();
  const pictures = typeof files === "object" && files !== null ? files : {};
  return { elements: cleanElements(elements), files: pictures as Record<string, unknown> };
}

function putFile(files: Y.Map<unknown>, id: string, value: unknown): void {
  const file = cleanFile(id, value);
  if (file && !files.has(id)) files.set(id, { mimeType: file.mimeType, dataURL: file.dataURL });
}

/** Offers a file for saving. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

