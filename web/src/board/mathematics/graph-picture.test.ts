import { describe, expect, it } from "vitest";

import { curve, fittingRange, simplified } from "./curve";
import { readFunction } from "./function";
import type { Graph } from "./graph";
import { drawGraph } from "./graph-picture";
import { dataUrlOf } from "./picture";
import { ticks } from "./ticks";

const of = (typed: string) => (x: number) => readFunction(typed).evaluate(x, {});
const lines = (typed: string, x: [number, number] = [-10, 10], y: [number, number] = [-10, 10]) => {
  const { evaluate } = readFunction(typed);
  return curve((at) => evaluate(at, {}), x, y, 1_216);
};

describe("a curve", () => {
  it.each([
    ["x^2", 1],
    ["1000x", 1],
    ["sin(20x)", 1],
    ["sqrt x", 1],
    ["exp(x)", 1],
    ["abs(x)/10", 1],
    ["1/x", 2],
    ["1/x^2", 2],
    ["abs(x)/x", 2],
    ["tan x", 7],
    ["1/((x-1)(x+2))", 3],
    ["ln(x^2 - 4)", 2],
    ["sqrt(-1 - x^2)", 0],
  ])("%s is drawn in %i lines", (typed, count) => {
    expect(lines(typed)).toHaveLength(count);
  });

  it("does not join what a pole keeps apart", () => {
    for (const line of lines("tan x")) {
      // Within a branch it only rises.
      expect(line.every(([, y], index) => index === 0 || y >= (line[index - 1]?.[1] ?? 0) - 1e-9)).toBe(true);
    }
  });

  it("begins where its function begins", () => {
    const [line] = lines("sqrt(x - 0.123)", [-1, 1]);
    expect(line?.[0]?.[0]).toBeCloseTo(0.123, 6);
  });

  it("needs few points where it is straight", () => {
    const straight = lines("2x + 1")[0] ?? [];
    expect(simplified(straight, 0.001)).toHaveLength(2);
    expect(simplified(lines("sin x")[0] ?? [], 0.01).length).toBeGreaterThan(20);
  });
});

describe("the range that fits", () => {
  it.each([
    ["sin x", -1, 1, 0.3],
    ["x^2", 0, 100, 10],
    ["tan x", -12, 12, 4],
    ["3", 1.5, 4.5, 0.5],
    ["2x", -20, 20, 4],
  ])("of %s is about %f to %f", (typed, low, high, tolerance) => {
    const [from, to] = fittingRange([of(typed)], [-10, 10]);
    expect(Math.abs(from - low)).toBeLessThan(tolerance);
    expect(Math.abs(to - high)).toBeLessThan(tolerance);
  });

  it("exists even where there is nothing", () => {
    expect(fittingRange([], [-1, 1])).toEqual([-10, 10]);
  });
});

describe("ticks", () => {
  it("are round numbers", () => {
    expect(ticks([-10, 10], 10)).toEqual([-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10]);
    expect(ticks([-0.31, 0.3], 6)).toEqual([-0.2, 0, 0.2]);
    expect(ticks([1e-6, 9e-6], 4)).toEqual([0.000002, 0.000004, 0.000006, 0.000008]);
    expect(ticks([1, 1], 4)).toEqual([]);
  });
});

describe("the picture of a graph", () => {
  const graph: Graph = { functions: ["y = a x^2", "sin x <&>", "1/"], parameters: [{ name: "a", value: -0.5 }, { name: "z", value: 1 }], x: [-10, 10], y: null };
  const functions = [readFunction("y = a x^2"), readFunction("sin x"), null];
  const draw = (values: Partial<Graph> = {}) => new DOMParser().parseFromString(drawGraph({ ...graph, ...values }, functions).svg, "image/svg+xml");

  it("has axes, curves, and a legend with what is in use", () => {
    const document = draw();
    const texts = [...document.querySelectorAll("text")].map(({ textContent }) => textContent);
    expect(document.querySelectorAll("path[clip-path]")).toHaveLength(2);
    expect(texts).toEqual(expect.arrayContaining(["x", "y", "y = a x²", "y = sin x <&>", "a = −0.5", "−4", "8"]));
    expect(texts.join()).not.toMatch(/1\/|z = /);
  });

  it("changes with its parameters", () => {
    const path = (value: number) => draw({ parameters: [{ name: "a", value }], y: [-10, 10] }).querySelector("path[clip-path]")?.getAttribute("d");
    expect(path(1)).not.toBe(path(2));
  });

  it("fetches nothing and stays small", () => {
    const wild = ["sin(50x)", "tan(20x)", "x sin(40x)", "1/sin(30x)"];
    const { svg } = drawGraph({ ...graph, functions: wild }, wild.map(readFunction));
    expect(svg).not.toMatch(/href|url\((?!#plot)|<script|<image/);
    expect(dataUrlOf(svg).length).toBeLessThan(200_000);
  });

  it.each<Partial<Graph>>([{ x: [-1e9, 1e9] }, { x: [1e-9, 2e-9] }, { y: [5, 6] }, { x: [100, 101], y: [-5, -4] }, { parameters: [] }])(
    "can be drawn with %j",
    (values) => {
      expect(draw(values).documentElement.outerHTML).not.toMatch(/NaN|Infinity|parsererror/);
    },
  );
});
