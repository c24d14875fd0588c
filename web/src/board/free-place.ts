/** On the board, in its own units; y goes down. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Where something of this size covers nothing: as near to the middle of what is seen as possible, else below all that is there.
 * What reaches across everything that is seen is a ground to put things on, not in the way. `gap` is what stays free around it.
 */
export function freePlace(size: Pick<Box, "width" | "height">, seen: Box, taken: readonly Box[], gap: number): { x: number; y: number } {
  const inTheWay = taken.filter((box) => box.width < seen.width || box.height < seen.height);
  const isFree = (place: { x: number; y: number }) => !inTheWay.some((box) => overlap({ ...place, ...size }, box, gap));
  const middle = { x: seen.x + (seen.width - size.width) / 2, y: seen.y + (seen.height - size.height) / 2 };
  if (isFree(middle)) return middle;
  const near = around(middle, { x: middle.x - seen.x, y: middle.y - seen.y }, 2 * gap).find(isFree);
  return near ?? { x: middle.x, y: Math.max(...inTheWay.map((box) => box.y + box.height)) + gap };
}

function overlap(one: Box, other: Box, gap: number): boolean {
  return (
    one.x < other.x + other.width + gap &&
    other.x < one.x + one.width + gap &&
    one.y < other.y + other.height + gap &&
    other.y < one.y + one.height + gap
  );
}

/** Places on a grid, at most `room` away from the middle to each side; the nearest first. */
function around(middle: { x: number; y: number }, room: { x: number; y: number }, step: number): { x: number; y: number }[] {
  const steps = (length: number) => {
    const most = Math.max(0, Math.floor(length / step));
    return Array.from({ length: 2 * most + 1 }, (_, index) => (index - most) * step);
  };
  const away = steps(room.x).flatMap((x) => steps(room.y).map((y) => ({ x, y })));
  return away.sort((one, other) => Math.hypot(one.x, one.y) - Math.hypot(other.x, other.y)).map(({ x, y }) => ({ x: middle.x + x, y: middle.y + y }));
}
