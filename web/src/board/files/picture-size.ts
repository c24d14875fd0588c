/** How large a page of a PDF becomes: as a picture, and on the board. The way back is `pageSize`. */
export interface PictureSize {
  /** Of the picture: so much for each of the page's own units. */
  scale: number;
  pixels: { width: number; height: number };
  /** In the board's own units. */
  board: { width: number; height: number };
}

/** Enough to read small print on a large screen. */
const LONGEST_PIXELS = 1_600;
/** A PDF counts in 1/72 inch, a screen in 1/96. */
const UNITS_PER_POINT = 96 / 72;
const SHORTEST_ON_BOARD = 600;
const LONGEST_ON_BOARD = 2_000;
/** No reader shows larger pages, and the smallest ones not well. */
const LONGEST_POINTS = 14_400;
const SHORTEST_POINTS = 36;
/** A line, not a page. */
const MOST_DRAWN_OUT = 100;

/** Null: nothing that could be shown. A file may say that its pages are as large as a city. */
export function pictureSize(width: number, height: number): PictureSize | null {
  const longest = Math.max(width, height);
  const shortest = Math.min(width, height);
  if (!Number.isFinite(longest) || !(shortest > 0) || longest / shortest > MOST_DRAWN_OUT) return null;
  const scale = LONGEST_PIXELS / longest;
  const onBoard = Math.min(LONGEST_ON_BOARD, Math.max(SHORTEST_ON_BOARD, longest * UNITS_PER_POINT)) / longest;
  return {
    scale,
    pixels: { width: Math.round(width * scale), height: Math.round(height * scale) },
    board: { width: width * onBoard, height: height * onBoard },
  };
}

/** Of a part of the board, in points. */
export function pageSize(width: number, height: number): { width: number; height: number } {
  const [longest, shortest] = [Math.max(width, height), Math.min(width, height)];
  const factor = Math.min(LONGEST_POINTS / longest, Math.max(1 / UNITS_PER_POINT, SHORTEST_POINTS / shortest));
  return { width: width * factor, height: height * factor };
}
