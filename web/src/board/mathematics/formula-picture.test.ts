import { describe, expect, it } from "vitest";

import { cleanFile } from "../sanitise";
import { drawFormula } from "./formula-picture";
import { dataUrlOf } from "./picture";

describe("a formula", () => {
  it.each([
    "x^2",
    "\\frac{-b\\pm\\sqrt{b^2-4ac}}{2a}",
    "\\int_0^\\infty \\exponentialE^{-x}\\differentialD x",
    "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
    "\\text{aire} = 1{,}5\\,\\mathrm{cm}^2",
    "\\text{été}",
    "\\R\\lt\\placeholder{}",
    "\\cancel{x}",
  ])("%s is a picture with a size in pixels", (latex) => {
    const { picture } = drawFormula(latex, "#1e1e1e");
    expect(picture?.svg).toMatch(new RegExp(`^<svg [^>]*width="${picture?.width}"`));
    expect(picture?.svg).not.toContain("currentColor");
    expect(picture?.height).toBeGreaterThan(10);
    expect(cleanFile("abc", { mimeType: "image/svg+xml", dataURL: dataUrlOf(picture?.svg ?? "") })).not.toBeNull();
  });

  it("is larger when it says more", () => {
    const [short, long] = ["x", "x+y+z"].map((latex) => drawFormula(latex, "#000").picture?.width ?? 0) as [number, number];
    expect(long).toBeGreaterThan(3 * short);
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["\\frac{1", "brackets"],
    ["\\left(x", "brackets"],
    ["\\frac1", "argument"],
    ["x^2^3", "brackets"],
    ["\\limits", "unreadable"],
    ["x".repeat(4_001), "tooLong"],
  ])("that is wrong (%.20s) says so: %s", (latex, kind) => {
    expect(drawFormula(latex, "#000").problem).toEqual({ kind });
  });

  it("names what it does not know", () => {
    expect(drawFormula("1 + \\fract{1}{2}", "#000").problem).toEqual({ kind: "unknown", name: "\\fract" });
  });
});

describe("a hostile formula", () => {
  it.each([
    "\\href{javascript:alert(1)}{x}",
    "\\require{html}\\href{https://tracker.example}{x}",
    "\\mmlToken{mi}[href=\"javascript:alert(1)\"]{x}",
    "\\def\\a{\\a\\a}\\a",
    "\\newcommand{\\a}{\\a\\a}\\a",
    "\\style{background:url(https://tracker.example)}{x}",
    "\\cssId{a}{x}",
    "\\text{<script>alert(1)</script>}",
    "\\text{<image href=\"https://tracker.example\"/>}",
    "\\text{\\href{javascript:alert(1)}{x}}",
    "\\htmlStyle{background:url(https://tracker.example)}{x}",
    "\\unicode[url(https://tracker.example)]{x41}",
    "{".repeat(1_900) + "x" + "}".repeat(1_900),
    "\\sqrt{".repeat(500) + "x" + "}".repeat(500),
    "\\left(".repeat(600) + "x" + "\\right)".repeat(600),
    "\\sqrt".repeat(700) + "x",
    "\\rule{1000000em}{1000000em}",
    "\\kern1000000em x",
    `\\begin{matrix}${"&".repeat(3_900)}\\end{matrix}`,
  ])("(%.40s) acts on nothing, and takes no time", (latex) => {
    const begun = performance.now();
    const { picture, problem } = drawFormula(latex, "#000");
    expect(performance.now() - begun).toBeLessThan(3_000);
    if (!picture) return expect(problem).toBeDefined();
    expect(picture.svg).not.toMatch(/href|<script|<image|<foreignObject|\son\w+=|url\(/i);
    expect(picture.width).toBeLessThanOrEqual(6_000);
  });
});
