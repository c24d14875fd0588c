import { describe, expect, it } from "vitest";

import { element } from "../test-elements";
import { wordsOn } from "./words";

const text = (id: string, y: number, words: string, x = 0) => element(id, { type: "text", x, y, text: words, originalText: words });

describe("the words of a page", () => {
  it("are read from the top to the bottom, and on one height from the left to the right", () => {
    expect(wordsOn([text("c", 200, "third"), text("b", 100, "second", 50), text("a", 100, "first")])).toBe("first\nsecond\nthird");
  });

  it("are those that were written, not the lines that they are broken into", () => {
    expect(wordsOn([element("a", { type: "text", text: "three\nquarters", originalText: "three quarters" })])).toBe("three quarters");
  });

  it("have formulas among them, and no shapes", () => {
    const formula = element("f", { type: "image", fileId: "f", y: 50, customData: { latex: "\\frac{3}{4}" } });
    expect(wordsOn([element("r"), formula, text("a", 0, "Is it more?")])).toBe("Is it more?\n$\\frac{3}{4}$");
    expect(wordsOn([element("r")])).toBe("");
  });
});
