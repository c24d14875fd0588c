import { afterEach, beforeEach, expect, it, vi } from "vitest";
import * as Y from "yjs";

import type { Elements } from "./board-document";
import type { Box } from "./free-place";
import { GrowingView } from "./growing-view";

const show = vi.fn<(ids: ReadonlySet<string>) => void>();
let seen: Box;
let doc: Y.Doc;
let elements: Elements;
let view: GrowingView;

beforeEach(() => {
  vi.useFakeTimers();
  show.mockClear();
  seen = { x: 0, y: 0, width: 1_000, height: 500 };
  doc = new Y.Doc();
  elements = page("first");
  view = new GrowingView({ seen: () => seen, around, show });
  view.open("first", elements);
});

afterEach(() => {
  view.stop();
  vi.useRealTimers();
});

function page(name: string): Elements {
  return doc.getMap(name);
}

/** Elements are points in a row here: what they hold is their place. */
function around(ids: ReadonlySet<string>): Box | null {
  const places = [...ids].flatMap((id) => [...doc.share.keys()].flatMap((name) => (page(name).get(id) as number | undefined) ?? []));
  if (places.length === 0) return null;
  return { x: Math.min(...places), y: 0, width: Math.max(...places) - Math.min(...places), height: 1 };
}

function draw(on: Elements, ...places: number[]): void {
  for (const place of places) {
    on.set(`at ${place}`, place);
    vi.advanceTimersByTime(100);
  }
}
const wait = () => vi.advanceTimersByTime(1_000);

it("follows what is drawn beyond the view, once for several strokes", () => {
  draw(elements, 100, 500, 900);
  wait();
  expect(show).not.toHaveBeenCalled();
  draw(elements, 950, 1_100, 1_200, 1_300);
  wait();
  expect(show.mock.calls.map(([ids]) => [...ids])).toEqual([["at 950", "at 1100", "at 1200", "at 1300"]]);
  seen = { ...seen, width: 1_500 };
  draw(elements, 1_400);
  elements.delete("at 1300");
  wait();
  expect(show).toHaveBeenCalledTimes(1);
});

it("leaves the view alone once its viewer has moved it by hand, on that page", () => {
  view.moved();
  draw(elements, 1_200);
  wait();
  expect(show).not.toHaveBeenCalled();
  view.open("second", page("second"));
  draw(page("second"), -300);
  wait();
  expect(show).toHaveBeenCalledTimes(1);
});

it("shows what was drawn on a page meanwhile when it is before the viewer again", () => {
  view.open("second", page("second"));
  draw(elements, 1_400);
  wait();
  expect(show).not.toHaveBeenCalled();
  view.open("first", elements);
  wait();
  expect(show).toHaveBeenCalledTimes(1);
});

it("shows all of it on a screen that has become smaller, or at least what was drawn last", () => {
  draw(elements, 500);
  wait();
  draw(elements, 900);
  wait();
  seen = { ...seen, width: 400 };
  view.lookAnew();
  wait();
  expect(show.mock.calls.map(([ids]) => [...ids])).toEqual([["at 900"]]);
});
