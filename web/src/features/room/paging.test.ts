import { describe, expect, it } from "vitest";

import { inSeats, pageOf, tilesPerPage } from "./paging";
import type { Item } from "./view";

const me: Item = { kind: "person", participantId: "me", isOwn: true };
const screen: Item = { kind: "screen", participantId: "p1", isOwn: false };

function class_(size: number): Item[] {
  return Array.from({ length: size }, (_, index): Item => ({ kind: "person", participantId: `p${index + 1}`, isOwn: false }));
}

describe("a page of people", () => {
  it("shows everybody while they fit", () => {
    const items = [...class_(24), me];
    expect(pageOf(items, 0, 25)).toEqual({ items, page: 0, count: 1 });
  });

  it("begins a second one with the 26th, and shows me on each", () => {
    const items = [...class_(59), me];
    const pages = [0, 1, 2].map((page) => pageOf(items, page, 25));
    expect(pages.map(({ items }) => items.length)).toEqual([25, 25, 12]);
    expect(pages.every(({ items, count }) => items.includes(me) && count === 3)).toBe(true);
    expect(new Set(pages.flatMap(({ items }) => items))).toEqual(new Set(items));
  });

  it("keeps what is shared in its place", () => {
    const { items } = pageOf([screen, ...class_(30), me], 1, 25);
    expect(items.slice(0, 2)).toEqual([screen, class_(24)[23]]);
    expect(items.at(-1)).toBe(me);
  });

  it("falls back to the last page when people leave", () => {
    expect(pageOf(class_(30), 5, 25).page).toBe(1);
    expect(pageOf(class_(3), 1, 25)).toMatchObject({ page: 0, count: 1 });
  });
});

describe("the order of people", () => {
  it("is that of their seats; the others keep their places", () => {
    const [one, two, three] = class_(3);
    expect(inSeats([screen, one!, two!, three!, me], ["p3", "p1", "p2"])).toEqual([screen, three, one, two, me]);
    expect(inSeats([one!, two!, three!, me], ["p2"])).toEqual([two, one, three, me]); // who has no seat yet comes last
  });
});

describe("how many tiles a page has", () => {
  it.each([
    ["desktop", 1416, 780, 25],
    ["tablet", 796, 1060, 25],
    ["phone", 374, 700, 8],
    ["tiny", 300, 200, 6],
  ])("on a %s", (_name, width, height, expected) => {
    expect(tilesPerPage(width, height)).toBe(expected);
  });
});
