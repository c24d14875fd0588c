import { afterEach, beforeEach, expect, it, vi } from "vitest";
import * as Y from "yjs";

import type { Elements } from "./board-document";
import type { Box } from "./free-place";
import { GrowingView } from "./growing-view";

const fit = vi.fn();
const SCREEN: Box = { x: 0, y: 0, width: 1_000, height: 500 };
let drawn: Box | null;
let elements: Elements;
let view: GrowingView;

beforeEach(() => {
  vi.useFakeTimers();
  fit.mockClear();
  drawn = null;
  const doc = new Y.Doc();
  elements = doc.getMap("elements");
  view = new GrowingView({ seen: () => SCREEN, drawn: () => drawn, fit });
  view.open("first", elements);
});

afterEach(() => {
  view.stop();
  vi.useRealTimers();
});

/** Strokes that follow each other, after which what is drawn reaches so far. */
function draw(width: number, strokes = 1): void {
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    drawn = { x: 0, y: 0, width, height: 100 };
    elements.set(`${width}/${stroke}`, {});
    vi.advanceTimersByTime(100);
  }
}
const wait = () => vi.advanceTimersByTime(1_000);

it("follows what is drawn beyond the view, once for several strokes", () => {
  draw(900, 3);
  wait();
  expect(fit).not.toHaveBeenCalled();
  draw(1_200, 4);
  wait();
  expect(fit).toHaveBeenCalledTimes(1);
  // What changes without reaching further moves nothing, although the screen has not become larger here.
  draw(1_200, 3);
  wait();
  expect(fit).toHaveBeenCalledTimes(1);
});

it("leaves the view alone once its viewer has moved it by hand, on that page", () => {
  view.moved();
  draw(1_200);
  wait();
  expect(fit).not.toHaveBeenCalled();
  const others: Elements = new Y.Doc().getMap("elements");
  drawn = null;
  view.open("second", others);
  drawn = { x: -300, y: 0, width: 10, height: 10 };
  others.set("a", {});
  wait();
  expect(fit).toHaveBeenCalledTimes(1);
});

it("shows what was drawn on a page meanwhile when it is before the viewer again", () => {
  draw(900);
  wait();
  view.open("second", new Y.Doc().getMap("elements"));
  elements.set("meanwhile", {});
  drawn = { x: 0, y: 0, width: 1_400, height: 100 };
  wait();
  expect(fit).not.toHaveBeenCalled();
  view.open("first", elements);
  wait();
  expect(fit).toHaveBeenCalledTimes(1);
});
