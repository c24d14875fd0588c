/** Which pages of a PDF are wanted, counted from one; both ends belong to it. */
export interface PageRange {
  from: number;
  to: number;
}

/** What somebody typed into two fields; null if these are no pages of a PDF with `count` pages. */
export function readRange(from: string, to: string, count: number): PageRange | null {
  const range = { from: Number(from), to: Number(to) };
  const isWhole = [from, to].every((text) => /^\s*\d+\s*$/.test(text));
  return isWhole && range.from >= 1 && range.from <= range.to && range.to <= count ? range : null;
}

export function lengthOf({ from, to }: PageRange): number {
  return to - from + 1;
}

/** A board that is full to the brim could not be written on any more. */
const KEPT_FREE = 0.05;
/** What a page takes beside its picture. */
const PAGE_BYTES = 1_000;

/** How many more bytes of pages may come onto a board. */
export function roomOn({ bytes, limit }: { bytes: number; limit: number }): number {
  return Math.max(0, limit * (1 - KEPT_FREE) - bytes);
}

/** Bytes of a page that shows a picture. */
export function pageBytes(dataURL: string): number {
  return dataURL.length + PAGE_BYTES;
}

/** How many pages like this one fit. */
export function fitting(document: { bytes: number; limit: number }, onePage: number): number {
  return Math.floor(roomOn(document) / onePage);
}
