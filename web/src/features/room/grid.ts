export interface Layout {
  columns: number;
  tileWidth: number;
  tileHeight: number;
}

/** A face fits into both; beyond them too much would be cut off. */
const NARROWEST = 3 / 4;
/** One picture alone may fill a phone held upright. */
const NARROWEST_ALONE = 1 / 2;
const WIDEST = 16 / 9;

/** The arrangement in which `count` equal tiles cover most of the space. */
export function gridLayout(count: number, width: number, height: number, gap: number): Layout {
  const narrowest = count === 1 ? NARROWEST_ALONE : NARROWEST;
  let best: Layout = { columns: 1, tileWidth: 0, tileHeight: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    if (cellWidth <= 0 || cellHeight <= 0) continue;
    const tileWidth = Math.floor(Math.min(cellWidth, cellHeight * WIDEST));
    const tileHeight = Math.floor(Math.min(cellHeight, cellWidth / narrowest));
    if (tileWidth * tileHeight > best.tileWidth * best.tileHeight) best = { columns, tileWidth, tileHeight };
  }
  return best;
}
