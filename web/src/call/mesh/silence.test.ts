import { describe, expect, it } from "vitest";

import { Silence } from "@/call/mesh/silence";

describe("a silence on the line", () => {
  it("begins six tenths of a second after the last sound, and is told once", () => {
    const silence = new Silence();
    expect(silence.begins(true, true, 0)).toBe(false);
    expect(silence.begins(true, false, 500)).toBe(false);
    expect(silence.begins(true, false, 600)).toBe(true);
    expect(silence.begins(true, false, 5_000)).toBe(false);
  });

  it("is told again after sound came back", () => {
    const silence = new Silence();
    silence.begins(true, true, 0);
    silence.begins(true, false, 1_000);
    silence.begins(true, true, 2_000);
    expect(silence.begins(true, false, 2_500)).toBe(false);
    expect(silence.begins(true, false, 2_600)).toBe(true);
  });

  it("is none while sound is off, or was never heard", () => {
    const silence = new Silence();
    expect(silence.begins(true, false, 10_000)).toBe(false);
    silence.begins(true, true, 11_000);
    expect(silence.begins(false, false, 20_000)).toBe(false);
    // Switched on again: the first packet may take a while.
    expect(silence.begins(true, false, 21_000)).toBe(false);
  });
});
