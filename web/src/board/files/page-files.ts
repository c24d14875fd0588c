import { exportToBlob, exportToSvg, restoreElements, serializeAsJSON } from "@excalidraw/excalidraw";
import type * as Y from "yjs";

import { type Background, BACKGROUNDS, type BoardDocument, type BoardElement, type BoardPage } from "../board-document";
import { picturesOn } from "../pictures";
import { cleanElements, cleanFile } from "../sanitise";
import { elementsOf, pictureOf, sharp } from "./page-picture";

export type FileKind = "png" | "svg" | "excalidraw";

/** One page as a file. */
export async function exportPage(board: BoardDocument, page: BoardPage, kind: FileKind): Promise<Blob> {
  if (kind === "excalidraw") {
    return new Blob([asScene(board, page)], { type: "application/json" });
  }
  const picture = pictureOf(board, page);
  if (kind === "png") return exportToBlob({ ...picture, mimeType: "image/png", getDimensions: sharp });
  const svg = await exportToSvg(picture);
  return new Blob([svg.outerHTML], { type: "image/svg+xml" });
}

/** A file that Excalidraw opens too. The paper is ours: elsewhere it is passed over. */
function asScene(board: BoardDocument, { id, background }: BoardPage): string {
  const elements = elementsOf(board, id);
  const scene = JSON.parse(serializeAsJSON(elements, {}, picturesOn(board.files, elements), "local")) as object;
  return JSON.stringify({ ...scene, paper: background }, null, 2);
}

/** Not a file of Excalidraw's, or damaged. */
export class NotABoard extends Error {}

/** Puts what a file holds onto a new page behind `pageId`. The elements keep their names, so that nothing is lost on the way. */
export function importPage(board: BoardDocument, pageId: string, name: string, json: string): string {
  const { elements, files, paper } = readScene(json);
  const restored = restoreElements(elements, null, { repairBindings: true });
  let added = "";
  board.doc.transact(() => {
    added = board.add(pageId, paper);
    board.rename(added, name);
    const target = board.elements(added);
    for (const element of cleanElements(restored)) target?.set(element.id, element);
    for (const [id, file] of Object.entries(files)) putFile(board.files, id, file);
  });
  return added;
}

interface Scene {
  elements: BoardElement[];
  files: Record<string, unknown>;
  paper: Background;
}

function readScene(json: string): Scene {
  let scene: unknown;
  try {
    scene = JSON.parse(json);
  } catch {
    throw new NotABoard();
  }
  const { type, elements, files, paper } = (typeof scene === "object" && scene !== null ? scene : {}) as Record<string, unknown>;
  if (type !== "excalidraw" || !Array.isArray(elements)) throw new NotABoard();
  const pictures = typeof files === "object" && files !== null ? files : {};
  return {
    elements: cleanElements(elements),
    files: pictures as Record<string, unknown>,
    paper: BACKGROUNDS.find((known) => known === paper) ?? "plain",
  };
}

function putFile(files: Y.Map<unknown>, id: string, value: unknown): void {
  const file = cleanFile(id, value);
  if (file && !files.has(id)) files.set(id, { mimeType: file.mimeType, dataURL: file.dataURL });
}
