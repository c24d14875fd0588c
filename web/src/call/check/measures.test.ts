import { describe, expect, it } from "vitest";

import { jitter, kilobits, median, nextSize } from "./measures";

describe("figures", () => {
  it("takes the middle, which one slow answer does not move", () => {
    expect(median([30, 900, 31])).toBe(31);
    expect(median([10, 20, 30, 40])).toBe(25);
    expect(median([])).toBeNull();
  });

  it("measures how much the delay changes, not how long it is", () => {
    expect(jitter([500, 500, 500])).toBe(0);
    expect(jitter([10, 30, 10])).toBe(20);
    expect(jitter([10])).toBeNull();
  });

  it("counts bits, in thousands per second", () => {
    expect(kilobits(125_000, 1_000)).toBe(1_000);
  });
});

describe("the size of the next transfer", () => {
  const largest = 1_000_000;

  it("grows on a quick line, step by step and up to the limit", () => {
    expect(nextSize(16_000, 5, largest)).toBe(32_000);
    expect(nextSize(900_000, 100, largest)).toBe(largest);
  });

  it("shrinks on a slow one, but never to nothing", () => {
    expect(nextSize(16_000, 500, largest)).toBe(8_000);
    expect(nextSize(1_100, 60_000, largest)).toBe(1_024);
  });

  it("stays where it takes the time it should", () => {
    expect(nextSize(50_000, 250, largest)).toBe(50_000);
  });
});
