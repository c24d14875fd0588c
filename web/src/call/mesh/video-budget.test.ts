import { describe, expect, it } from "vitest";

import { type LinkSample, VideoBudget } from "./video-budget";

const clean: LinkSample = { lossOut: 0, availableOut: 2_000_000 };
const lossy: LinkSample = { ...clean, lossOut: 0.3 };
const narrow: LinkSample = { ...clean, availableOut: 50_000 };

function after(budget: VideoBudget, sample: LinkSample, times: number): VideoBudget {
  for (let n = 0; n < times; n += 1) budget.update(sample);
  return budget;
}

describe("the budget for the picture", () => {
  it("leaves a good line alone", () => {
    expect(after(new VideoBudget(), clean, 100).level).toBe("full");
  });

  it("does not mind a moment", () => {
    const budget = new VideoBudget();
    for (let n = 0; n < 20; n += 1) after(after(budget, lossy, 1), clean, 1);
    expect(budget.level).toBe("full");
  });

  it("goes down step by step until only the voice is left", () => {
    const budget = new VideoBudget();
    const levels = [1, 2, 3, 4].map(() => after(budget, lossy, 2).level);
    expect(levels).toEqual(["reduced", "small", "paused", "paused"]);
  });

  it("stops at what fits", () => {
    expect(after(new VideoBudget(), { ...clean, availableOut: 80_000 }, 50).level).toBe("small");
    expect(after(new VideoBudget(), narrow, 50).level).toBe("paused");
  });

  it("comes back by itself", () => {
    const budget = after(new VideoBudget(), lossy, 6);
    expect(budget.level).toBe("paused");
    expect(after(budget, clean, 60).level).toBe("full");
  });

  it("tries less often on a line that stays bad", () => {
    const budget = after(new VideoBudget(), narrow, 6);
    let tries = 0;
    for (let n = 0; n < 300; n += 1) {
      // Only a picture shows how narrow the line is.
      const before = budget.level;
      budget.update(before === "paused" ? clean : narrow);
      if (before === "paused" && budget.level === "small") tries += 1;
    }
    expect(tries).toBeGreaterThan(3);
    expect(tries).toBeLessThan(15);
  });

  it("is not fooled by what a browser does not know", () => {
    const unknown: LinkSample = { lossOut: null, availableOut: null };
    expect(after(new VideoBudget(), unknown, 50).level).toBe("full");
  });
});
