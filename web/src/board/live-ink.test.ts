import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Ink } from "@/documents/shared-document";

import type { BoardElement } from "./board-document";
import { InkSender, LiveInk } from "./live-ink";
import { element } from "./test-elements";

const TICK_MS = 33;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stroke(points: number[][]): BoardElement {
  return element("stroke", { type: "freedraw", points, pressures: points.map(() => 0.7), simulatePressure: false, strokeColor: "#c23b2a" });
}

const line = (length: number) => Array.from({ length }, (_, index) => [index, index]);

/** A sender whose ink arrives at once. */
function pair() {
  const finished = new Set<string>();
  const sent: Ink[] = [];
  const ink = new LiveInk((_page, id) => finished.has(id));
  const sender = new InkSender((payload) => {
    sent.push(payload);
    ink.receive({ from: "ada", client: 1, payload: JSON.parse(JSON.stringify(payload)) as unknown }, Date.now());
  });
  return { sender, ink, sent, finished };
}

const shown = (ink: LiveInk, page = "page") => ink.on(page, Date.now());

describe("a stroke", () => {
  it("appears point by point, each sent once", () => {
    const { sender, ink, sent } = pair();
    sender.draw("page", stroke(line(3)));
    vi.advanceTimersByTime(TICK_MS);
    sender.draw("page", stroke(line(5)));
    vi.advanceTimersByTime(TICK_MS);
    expect(sent.map(({ points }) => (points as number[]).length)).toEqual([9, 6]);
    expect(shown(ink)).toMatchObject([{ x: 10, y: 20, points: line(5), pressures: [0.7, 0.7, 0.7, 0.7, 0.7], strokeColor: "#c23b2a" }]);
    expect(shown(ink, "another page")).toEqual([]);
  });

  it("goes away as soon as the document has it, and does not come back", () => {
    const { sender, ink, finished } = pair();
    sender.draw("page", stroke(line(3)));
    vi.advanceTimersByTime(TICK_MS);
    finished.add("stroke");
    expect(shown(ink)).toEqual([]);
    sender.draw("page", stroke(line(9)));
    vi.advanceTimersByTime(TICK_MS);
    finished.clear();
    expect(shown(ink)).toEqual([]);
  });

  it("goes away when it was broken off, or nothing is heard of its pen", () => {
    const { sender, ink } = pair();
    sender.draw("page", stroke(line(3)));
    vi.advanceTimersByTime(TICK_MS);
    sender.draw("page", null);
    expect(shown(ink)).toHaveLength(1);
    vi.advanceTimersByTime(1_100);
    expect(shown(ink)).toEqual([]);

    const other = pair();
    other.sender.draw("page", stroke(line(3)));
    vi.advanceTimersByTime(TICK_MS);
    other.sender.stop();
    vi.advanceTimersByTime(4_100);
    expect(shown(other.ink)).toEqual([]);
  });

  it("stays while the pen rests", () => {
    const { sender, ink, sent } = pair();
    sender.draw("page", stroke(line(3)));
    vi.advanceTimersByTime(20_000);
    expect(shown(ink)).toHaveLength(1);
    expect(sent.length).toBeLessThan(25);
  });

  it("is never more than fits into a frame", () => {
    const { sender, sent } = pair();
    sender.draw("page", stroke(line(450).map(([x = 0, y = 0]) => [x + 0.123456, y * 1234.5678])));
    vi.advanceTimersByTime(10 * TICK_MS);
    for (const payload of sent) expect(JSON.stringify(payload).length).toBeLessThan(4_096);
  });
});

it("a shape appears as it is pulled up", () => {
  const { sender, ink, sent } = pair();
  for (const width of [10, 20, 30]) {
    sender.draw("page", element("box", { width }));
    vi.advanceTimersByTime(TICK_MS);
  }
  expect(shown(ink)).toMatchObject([{ type: "rectangle", width: 30 }]);
  expect(sent.every(({ latest }) => latest)).toBe(true);
});

it.each([
  null,
  "ink",
  { k: "stroke", id: "x", page: "page", points: "0" },
  { k: "stroke", id: "x", page: "page", points: [NaN, 0, 0], colour: "red", width: 1, opacity: 1, simulated: true },
  { k: "shape", id: "x", page: "page", element: { ...element("x"), type: "iframe" } },
  { k: "here" },
])("%o shows nothing", (payload) => {
  const ink = new LiveInk(() => false);
  ink.receive({ from: "ada", client: 1, payload }, Date.now());
  expect(shown(ink)).toEqual([]);
});
