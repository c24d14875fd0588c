import { describe, expect, it } from "vitest";

import { fitting, lengthOf, readRange, roomOn } from "./page-range";
import { pageSize, pictureSize } from "./picture-size";

describe("the pages that are wanted", () => {
  it("are two numbers in order", () => {
    expect(readRange("2", " 5 ", 5)).toEqual({ from: 2, to: 5 });
    expect(lengthOf({ from: 2, to: 5 })).toBe(4);
  });

  it.each([
    ["0", "2"],
    ["3", "2"],
    ["1", "6"],
    ["", "2"],
    ["1.5", "2"],
    ["1e0", "2"],
    ["-1", "2"],
  ])("are not from “%s” to “%s”", (from, to) => {
    expect(readRange(from, to, 5)).toBeNull();
  });
});

describe("the room on a board", () => {
  it("leaves something to write with", () => {
    expect(roomOn({ bytes: 0, limit: 1_000_000 })).toBe(950_000);
    expect(fitting({ bytes: 150_000, limit: 1_000_000 }, 200_000)).toBe(4);
  });

  it("is never less than none", () => {
    expect(fitting({ bytes: 2_000_000, limit: 1_000_000 }, 200_000)).toBe(0);
  });
});

describe("a page of a PDF as a picture", () => {
  it("has its own size on the board, and enough points to read it", () => {
    const size = pictureSize(595, 842);
    expect(size?.pixels).toEqual({ width: 1131, height: 1600 });
    expect(size?.board.height).toBeCloseTo(1122.7, 1);
  });

  it.each([
    [20_000_000, 10_000_000, { width: 2_000, height: 1_000 }],
    [20, 10, { width: 600, height: 300 }],
  ])("is of a size that people can use, whatever the file says: %i × %i", (width, height, board) => {
    expect(pictureSize(width, height)?.board).toEqual(board);
    expect(pictureSize(width, height)?.pixels).toEqual({ width: 1600, height: 800 });
  });

  it.each([
    [0, 100],
    [-5, 100],
    [NaN, 100],
    [Infinity, 100],
    [14_400, 1],
  ])("is none of %i × %i", (width, height) => {
    expect(pictureSize(width, height)).toBeNull();
  });
});

describe("a page of the board as a page of a PDF", () => {
  it("is as large as on a screen", () => {
    expect(pageSize(960, 480)).toEqual({ width: 720, height: 360 });
  });

  it("is neither smaller nor larger than readers show", () => {
    expect(pageSize(100_000, 50_000).width).toBeCloseTo(14_400);
    expect(pageSize(20, 10).height).toBeCloseTo(36);
  });
});
