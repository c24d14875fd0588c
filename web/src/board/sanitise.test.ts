import { describe, expect, it } from "vitest";

import { cleanElement, cleanElements, cleanFile, LARGEST_DATA_URL } from "./sanitise";
import { element } from "./test-elements";

const rectangle = { ...element("one") };

describe("an element", () => {
  it("stays as it is when there is nothing wrong with it", () => {
    expect(cleanElement(rectangle)).toEqual(rectangle);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://tracker.example/",
    "//tracker.example",
  ])("loses its link %s", (link) => {
    expect(cleanElement({ ...rectangle, link })).toMatchObject({ id: "one", link: null });
  });

  it.each(["embeddable", "iframe", "magicframe", "selection", "constructor", "__proto__", "", undefined, 3])("of type %s is refused", (type) => {
    expect(cleanElement({ ...rectangle, type, link: "https://example.org" })).toBeNull();
  });

  it.each([null, undefined, 3, "rectangle", [], [rectangle]])("that is %o is none", (value) => {
    expect(cleanElement(value)).toBeNull();
  });

  it.each([{ x: NaN }, { y: Infinity }, { width: "30" }, { height: null }, { x: 1e12 }, { version: 1.5 }, { id: "<b>" }, { id: "" }])(
    "with %o is refused: nobody could draw it",
    (bad) => {
      expect(cleanElement({ ...rectangle, ...bad })).toBeNull();
    },
  );

  it("gets ordinary looks in place of impossible ones", () => {
    const strange = { strokeColor: "url(https://tracker.example)", opacity: -3, strokeWidth: 1e6, index: "'\"", groupIds: "all" };
    expect(cleanElement({ ...rectangle, ...strange })).toMatchObject({
      strokeColor: "#1e1e1e",
      opacity: 100,
      strokeWidth: 2,
      index: null,
      groupIds: [],
    });
  });

  it("brings nothing along that is not known", () => {
    const clean = cleanElement({ ...rectangle, onload: "alert(1)", customData: { html: "<script>", latex: "x^2" } });
    expect(clean).not.toHaveProperty("onload");
    expect(clean?.customData).toEqual({ latex: "x^2" });
  });

  const graph = { functions: ["a sin x"], parameters: [{ name: "a", value: 2.5 }], x: [-10, 10], y: null };

  it("keeps what a graph was drawn from", () => {
    expect(cleanElement({ ...rectangle, customData: { graph } })?.customData).toEqual({ graph });
    expect(cleanElement({ ...rectangle, customData: { graph: { ...graph, y: [0, 5], html: "<b>" } } })?.customData).toEqual({ graph: { ...graph, y: [0, 5] } });
  });

  it.each([
    { functions: "sin x" },
    { functions: ["x", "x", "x", "x", "x"] },
    { functions: ["x".repeat(201)] },
    { functions: [{}] },
    { x: [10, -10] },
    { x: [0, Infinity] },
    { x: [0, 1, 2] },
    { x: null },
  ])("loses a graph with %o", (bad) => {
    expect(cleanElement({ ...rectangle, customData: { graph: { ...graph, ...bad } } })).not.toHaveProperty("customData");
  });

  it.each([{ parameters: [{ name: "__proto__", value: 1 }] }, { parameters: [{ name: "a", value: 11 }] }, { parameters: 3 }])(
    "gets a graph without parameters in place of %o",
    (bad) => {
      expect(cleanElement({ ...rectangle, customData: { graph: { ...graph, ...bad } } })?.customData).toEqual({ graph: { ...graph, parameters: [] } });
    },
  );

  it("is a copy: what is shown may be changed without changing what is sent", () => {
    const line = { ...rectangle, type: "line", points: [[0, 0], [5, 5]] };
    const clean = cleanElement(line);
    line.points[1]![0] = 99;
    expect(clean).toMatchObject({ points: [[0, 0], [5, 5]] });
  });

  it("of a pen keeps points and pressure, and may not be endless", () => {
    const stroke = { ...rectangle, type: "freedraw", points: [[0, 0], [1, 2.5]], pressures: [0.2, 0.9], simulatePressure: false };
    expect(cleanElement(stroke)).toMatchObject({ points: stroke.points, pressures: [0.2, 0.9], simulatePressure: false });
    expect(cleanElement({ ...stroke, points: Array.from({ length: 20_001 }, () => [0, 0]) })).toBeNull();
    expect(cleanElement({ ...stroke, points: [[0, 0], [NaN, 1]] })).toBeNull();
  });

  it("is left out of a list without harm to the others", () => {
    expect(cleanElements([{ type: "iframe" }, rectangle, null])).toEqual([rectangle]);
  });
});

describe("a picture", () => {
  const png = { mimeType: "image/png", dataURL: "data:image/png;base64,iVBORw0KGgo=" };

  it("is its bytes", () => {
    expect(cleanFile("abc", png)).toMatchObject({ id: "abc", ...png });
  });

  it.each([
    { ...png, dataURL: "https://tracker.example/a.png" },
    { ...png, dataURL: "javascript:alert(1)" },
    { ...png, dataURL: 'data:image/png;base64,AAAA" onerror="alert(1)' },
    { mimeType: "text/html", dataURL: "data:text/html;base64,AAAA" },
    { mimeType: "image/png", dataURL: "data:text/html;base64,AAAA" },
    { ...png, dataURL: `data:image/png;base64,${"A".repeat(LARGEST_DATA_URL)}` },
    { url: "https://tracker.example/a.png" },
    null,
  ])("is refused as %o", (file) => {
    expect(cleanFile("abc", file)).toBeNull();
  });
});
