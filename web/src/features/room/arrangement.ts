import { gridLayout } from "./grid";

/** Pixels, from the upper left corner of the room's stage. */
export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Arrangement {
  /** One for each thing that is shown, in the order in which they were given. */
  rects: Rect[];
  /** How many of the last ones found no place in the strip. */
  hidden: number;
}

export const GAP = 8;
const STRIP_SHARE = 0.22;
const STRIP_NARROWEST = 96;
const STRIP_WIDEST = 240;
/** A tile in a strip above has to be so wide, and one in a strip at the side so high, that one knows the face. */
const LEAST_WIDE = 64;
const LEAST_HIGH = 56;

/** Everyone the same; one alone at most `widest`. */
export function inGrid(count: number, width: number, height: number, widest = Number.POSITIVE_INFINITY): Rect[] {
  const room = count === 1 ? Math.min(width, widest) : width;
  const { columns, tileWidth, tileHeight } = gridLayout(count, room, height, GAP);
  const rows = Math.ceil(count / columns);
  const top = (height - rows * tileHeight - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = (width - inRow * tileWidth - (inRow - 1) * GAP) / 2;
    return {
      left: left + (index % columns) * (tileWidth + GAP),
      top: top + row * (tileHeight + GAP),
      width: tileWidth,
      height: tileHeight,
    };
  });
}

/** The first is large, the others in a strip: at the right of a wide room, above in a tall one. */
export function onStage(count: number, width: number, height: number): Arrangement {
  const others = count - 1;
  if (others === 0) return { rects: [{ left: 0, top: 0, width, height }], hidden: 0 };
  const isWide = width > height;
  const room = isWide ? height : width;
  const widest = clamp((isWide ? width : height) * STRIP_SHARE, STRIP_NARROWEST, STRIP_WIDEST);
  const longest = isWide ? (widest * 9) / 16 : widest;
  const least = isWide ? Math.max(LEAST_HIGH, 0.6 * longest) : Math.max(LEAST_WIDE, 0.4 * longest);
  // Before somebody is left out, all of them become smaller, and what is large has more space.
  const along = clamp((room + GAP) / others - GAP, Math.min(least, room), longest);
  const across = clamp(along * (isWide ? 16 / 9 : 4 / 3), STRIP_NARROWEST, widest);
  const shown = Math.min(others, Math.max(1, Math.floor((room + GAP) / (along + GAP))));
  const start = (room - shown * along - (shown - 1) * GAP) / 2;
  const strip = Array.from({ length: shown }, (_, index): Rect => {
    const at = start + index * (along + GAP);
    return isWide
      ? { left: width - across, top: at, width: across, height: along }
      : { left: at, top: 0, width: along, height: across };
  });
  const stage = isWide
    ? { left: 0, top: 0, width: width - across - GAP, height }
    : { left: 0, top: across + GAP, width, height: height - across - GAP };
  return { rects: [stage, ...strip], hidden: others - shown };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
