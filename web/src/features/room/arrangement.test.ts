import { describe, expect, it } from "vitest";

import { inGrid, onStage, type Rect } from "./arrangement";

const SIZES = [
  [1280, 640],
  [820, 1000],
  [390, 620],
] as const;

describe.each(SIZES)("in a room of %i by %i", (width, height) => {
  it.each([1, 2, 3, 5, 6, 12])("a grid of %i fits and overlaps nowhere", (count) => {
    const rects = inGrid(count, width, height);
    expect(rects).toHaveLength(count);
    expectToFit(rects, width, height);
  });

  it.each([1, 2, 4, 30])("a stage with %i things fits and overlaps nowhere", (count) => {
    const { rects, hidden } = onStage(count, width, height);
    expect(rects.length + hidden).toBe(count);
    expectToFit(rects, width, height);
  });

  it("gives the stage most of the space", () => {
    const [stage] = onStage(4, width, height).rects;
    expect(area(stage!)).toBeGreaterThan(0.6 * width * height);
  });
});

it.each([
  [374, 660],
  [344, 460],
  [756, 334],
] as const)("shows most faces of six people beside a board on a phone: %i by %i", (width, height) => {
  const { rects, hidden } = onStage(7, width, height);
  expect(hidden).toBeLessThanOrEqual(2);
  expect(rects[0]!.height).toBeGreaterThan(0.75 * height);
});

it("gives one person the whole room, unless asked for less", () => {
  expect(inGrid(1, 1600, 900)[0]).toEqual({ left: 0, top: 0, width: 1600, height: 900 });
  expect(inGrid(1, 1600, 900, 640)[0]?.width).toBe(640);
});

function expectToFit(rects: Rect[], width: number, height: number): void {
  for (const rect of rects) {
    expect(rect.left).toBeGreaterThanOrEqual(0);
    expect(rect.top).toBeGreaterThanOrEqual(0);
    expect(rect.left + rect.width).toBeLessThanOrEqual(width + 1);
    expect(rect.top + rect.height).toBeLessThanOrEqual(height + 1);
    expect(area(rect)).toBeGreaterThan(0);
  }
  for (const [index, one] of rects.entries()) {
    for (const other of rects.slice(index + 1)) expect(overlap(one, other)).toBe(false);
  }
}

function area({ width, height }: Rect): number {
  return width * height;
}

function overlap(a: Rect, b: Rect): boolean {
  const beside = a.left + a.width <= b.left || b.left + b.width <= a.left;
  const above = a.top + a.height <= b.top || b.top + b.height <= a.top;
  return !beside && !above;
}
