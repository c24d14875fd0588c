import { describe, expect, it } from "vitest";

import { Silence } from "@/call/mesh/silence";

/** The moments, every 100 ms until `untilMs`, at which another way is asked for; sound arrived for the last time at 0. */
function searches(silence: Silence, untilMs: number): number[] {
  const moments = Array.from({ length: untilMs / 100 }, (_, tenth) => (tenth + 1) * 100);
  return moments.filter((atMs) => silence.asksForAnotherWay(true, false, atMs));
}

describe("a silence on the line", () => {
  it("asks for another way after six tenths of a second, and some times more", () => {
    const silence = new Silence();
    silence.asksForAnotherWay(true, true, 0);
    expect(searches(silence, 20_000)).toEqual([600, 1_200, 1_800, 2_400, 3_000]);
  });

  it("asks again after sound came back", () => {
    const silence = new Silence();
    silence.asksForAnotherWay(true, true, 0);
    expect(searches(silence, 20_000)).toHaveLength(5);
    silence.asksForAnotherWay(true, true, 21_000);
    expect(silence.asksForAnotherWay(true, false, 21_500)).toBe(false);
    expect(silence.asksForAnotherWay(true, false, 21_600)).toBe(true);
  });

  it("is none while sound is off, or was never heard", () => {
    const silence = new Silence();
    expect(silence.asksForAnotherWay(true, false, 10_000)).toBe(false);
    silence.asksForAnotherWay(true, true, 11_000);
    expect(silence.asksForAnotherWay(false, false, 20_000)).toBe(false);
    // Switched on again: the first packet may take a while.
    expect(silence.asksForAnotherWay(true, false, 21_000)).toBe(false);
  });
});
