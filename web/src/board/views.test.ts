import { expect, it } from "vitest";

import { paperLines, paperStyle } from "./paper";
import { readView, viewOf, viewportFor } from "./views";

it("shows on another screen all that somebody sees, in the middle", () => {
  const view = viewOf("page", { scrollX: 100, scrollY: -50, zoom: 2, width: 1_280, height: 640 });
  expect(view).toEqual({ page: "page", x: -100, y: 50, width: 640, height: 320 });
  const phone = viewportFor(view, { width: 320, height: 640 });
  expect(phone.zoom).toBe(0.5);
  const seen = viewOf("page", phone);
  expect(seen.x + seen.width / 2).toBeCloseTo(view.x + view.width / 2);
  expect(seen.y + seen.height / 2).toBeCloseTo(view.y + view.height / 2);
  expect(viewOf("page", viewportFor(view, { width: 1_280, height: 640 }))).toEqual(view);
});

it.each([null, "view", {}, { page: "p", x: NaN, y: 0, width: 1, height: 1 }, { page: "p", x: 0, y: 0, width: 0, height: 1 }])(
  "%o is no view",
  (value) => {
    expect(readView(value)).toBeNull();
  },
);

it("moves and enlarges the paper together with the drawing", () => {
  const still = paperStyle("squared", { scrollX: 0, scrollY: 0, zoom: 1 });
  const moved = paperStyle("squared", { scrollX: 7, scrollY: 3, zoom: 2 });
  expect([still.backgroundSize, still.backgroundPosition]).toEqual(["20px 20px", "0px 0px"]);
  expect([moved.backgroundSize, moved.backgroundPosition]).toEqual(["40px 40px", "14px 6px"]);
});

it("draws the same paper into pictures", () => {
  const bounds = { left: -5, top: -5, right: 45, bottom: 25 };
  expect(paperLines("plain", bounds)).toEqual([]);
  expect(paperLines("squared", bounds)).toHaveLength(2 + 3);
  expect(paperLines("staves", { ...bounds, bottom: 125 })).toHaveLength(10);
  expect(paperLines("axes", bounds).filter(({ width }) => width === 2)).toHaveLength(2);
});
