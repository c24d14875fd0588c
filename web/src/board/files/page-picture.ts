import { convertToExcalidrawElements, getCommonBounds } from "@excalidraw/excalidraw";
import type { NonDeletedExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { BinaryFiles } from "@excalidraw/excalidraw/types";

import { type Background, type BoardDocument, type BoardElement, type BoardPage, inOrder } from "../board-document";
import { paperLines } from "../paper";
import { picturesOn } from "../pictures";
import { cleanElements } from "../sanitise";

const AROUND = 24;
const WHITE = { exportBackground: true, viewBackgroundColor: "#ffffff" };
/** Browsers draw nothing larger. */
const LONGEST_SIDE = 8_000;

/** What Excalidraw's exports take. */
interface PagePicture {
  elements: NonDeletedExcalidrawElement[];
  files: BinaryFiles;
  appState: typeof WHITE;
  exportPadding: number;
}

/** What a page holds, checked, from the back to the front. */
export function elementsOf(board: BoardDocument, pageId: string): NonDeletedExcalidrawElement[] {
  const elements = cleanElements(board.elements(pageId)?.values() ?? []);
  return inOrder(elements.filter(({ isDeleted }) => !isDeleted));
}

/** A page as it looks: on white, with the lines of its paper. */
export function pictureOf(board: BoardDocument, { id, background }: Pick<BoardPage, "id" | "background">): PagePicture {
  const elements = elementsOf(board, id);
  const around = isWithinBackdrop(elements) ? 0 : AROUND;
  return {
    elements: [...paperBelow(elements, background, around), ...elements],
    files: picturesOn(board.files, elements),
    appState: WHITE,
    exportPadding: 0,
  };
}

/** Readable on a screen with many points, and never larger than browsers can draw. */
export function sharp(width: number, height: number): { width: number; height: number; scale: number } {
  const scale = Math.min(2, LONGEST_SIDE / Math.max(width, height));
  return { width: width * scale, height: height * scale, scale };
}

/** A worksheet that was written on keeps its size: it has a margin of its own. */
function isWithinBackdrop(elements: readonly NonDeletedExcalidrawElement[]): boolean {
  const [backdrop] = elements;
  if (backdrop?.type !== "image" || !backdrop.locked) return false;
  const ends = getCommonBounds([backdrop]);
  return getCommonBounds(elements).every((end, side) => Math.abs(end - (ends[side] ?? 0)) < 1);
}

/** A white sheet and its lines: how far it reaches is how large the picture gets. */
function paperBelow(elements: readonly BoardElement[], background: Background, around: number): NonDeletedExcalidrawElement[] {
  const [left, top, right, bottom] = elements.length > 0 ? getCommonBounds(elements) : [0, 0, 800, 600];
  const ends = { left: left - around, top: top - around, right: right + around, bottom: bottom + around };
  const sheet = {
    type: "rectangle" as const,
    x: ends.left,
    y: ends.top,
    width: ends.right - ends.left,
    height: ends.bottom - ends.top,
    strokeColor: "transparent",
    backgroundColor: "#ffffff",
    fillStyle: "solid" as const,
    roughness: 0,
  };
  const lines = paperLines(background, ends).map(({ from: [x, y], to, colour, width }) => ({
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
  return convertToExcalidrawElements([sheet, ...lines]);
}
