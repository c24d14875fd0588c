import { expect, it } from "vitest";

import { freePlace } from "./free-place";

const SEEN = { x: 0, y: 0, width: 1000, height: 600 };
const NOTE = { width: 160, height: 160 };
const MIDDLE = { x: 420, y: 220 };

it("is the middle of what is seen when that is empty", () => {
  expect(freePlace(NOTE, SEEN, [{ x: 0, y: 0, width: 300, height: 600 }], 16)).toEqual(MIDDLE);
});

it("is beside what is in the middle, and still seen", () => {
  const formula = { x: 400, y: 250, width: 200, height: 60 };
  const { x, y } = freePlace(NOTE, SEEN, [formula], 16);
  expect(y + 160 <= 250 - 16 || y >= 310 + 16 || x + 160 <= 400 - 16 || x >= 600 + 16).toBe(true);
  expect(x >= 0 && x + 160 <= 1000 && y >= 0 && y + 160 <= 600).toBe(true);
});

it("finds each of several a place of its own", () => {
  const notes: { x: number; y: number; width: number; height: number }[] = [];
  for (let count = 0; count < 6; count += 1) notes.push({ ...freePlace(NOTE, SEEN, notes, 16), ...NOTE });
  const overlaps = notes.flatMap((one, index) =>
    notes.slice(index + 1).filter((other) => Math.abs(one.x - other.x) < 160 && Math.abs(one.y - other.y) < 160),
  );
  expect(overlaps).toEqual([]);
});

it("is below everything when nothing that is seen is free", () => {
  expect(freePlace({ width: 800, height: 480 }, SEEN, [{ x: 300, y: 500, width: 200, height: 300 }, { x: 100, y: 10, width: 100, height: 40 }], 16)).toEqual({
    x: 100,
    y: 816,
  });
});

it("takes what reaches across everything as a ground", () => {
  expect(freePlace(NOTE, SEEN, [{ x: -10, y: -10, width: 1200, height: 1600 }], 16)).toEqual(MIDDLE);
});
