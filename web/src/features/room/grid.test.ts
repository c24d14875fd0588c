import { describe, expect, it } from "vitest";

import { gridLayout } from "./grid";

const GAP = 8;
const screens = { phone: [374, 700], tablet: [796, 1060], laptop: [1416, 780] } as const;

describe("gridLayout", () => {
  it.each(Object.entries(screens))("fits one to six tiles on a %s", (_name, [width, height]) => {
    for (let count = 1; count <= 6; count += 1) {
      const { columns, tileWidth, tileHeight } = gridLayout(count, width, height, GAP);
      const rows = Math.ceil(count / columns);
      expect(columns * tileWidth + (columns - 1) * GAP).toBeLessThanOrEqual(width);
      expect(rows * tileHeight + (rows - 1) * GAP).toBeLessThanOrEqual(height);
      expect(tileWidth / tileHeight).toBeLessThan(1.8);
      expect(tileWidth / tileHeight).toBeGreaterThan(count === 1 ? 0.49 : 0.74);
    }
  });

  it("puts two people side by side on a laptop and one above the other on a phone", () => {
    expect(gridLayout(2, ...screens.laptop, GAP).columns).toBe(2);
    expect(gridLayout(2, ...screens.phone, GAP).columns).toBe(1);
  });

  it("shows six people in three columns on a laptop and in two on a phone", () => {
    expect(gridLayout(6, ...screens.laptop, GAP).columns).toBe(3);
    expect(gridLayout(6, ...screens.phone, GAP).columns).toBe(2);
  });

  it("draws nothing where there is no room", () => {
    expect(gridLayout(3, 0, 0, GAP)).toEqual({ columns: 1, tileWidth: 0, tileHeight: 0 });
  });
});
