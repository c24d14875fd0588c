import { describe, expect, it } from "vitest";

import { Unruliness } from "./unruliness";

describe("Unruliness", () => {
  it("reports sound that goes on, once", () => {
    const unruliness = new Unruliness();
    for (let ms = 0; ms < 2_800; ms += 200) unruliness.hears(0.1, ms);
    expect(unruliness.take()).toEqual([]);
    for (let ms = 2_800; ms < 9_000; ms += 200) unruliness.hears(0.1, ms);
    expect(unruliness.take()).toEqual(["audio"]);
    expect(unruliness.take()).toEqual([]);
  });

  it("forgives the moment in which a page switches off", () => {
    const unruliness = new Unruliness();
    for (let ms = 0; ms < 1_000; ms += 200) unruliness.hears(0.1, ms);
    for (let ms = 1_000; ms < 9_000; ms += 200) unruliness.hears(0, ms);
    expect(unruliness.take()).toEqual([]);
  });

  it("reports pictures that go on, and again after they had stopped", () => {
    const unruliness = new Unruliness();
    const see = (...rates: number[]) => {
      for (const rate of rates) unruliness.sees(rate);
      return unruliness.take();
    };
    expect(see(30, 30)).toEqual([]);
    expect(see(30)).toEqual(["video"]);
    expect(see(30, 30)).toEqual([]);
    expect(see(0, 30, 30, 30)).toEqual(["video"]);
  });
});
