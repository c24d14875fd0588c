import { describe, expect, it } from "vitest";

import { ownQuality, Strain } from "./own-quality";
import type { Judgement } from "./stats";

const good: Judgement = { quality: "good", reason: null };
const weak: Judgement = { quality: "weak", reason: "bandwidth" };
const bad: Judgement = { quality: "bad", reason: "loss-out" };

describe("one's own connection", () => {
  it("is nothing while nobody is there", () => {
    expect(ownQuality([], true)).toBeNull();
  });

  it("is the line to the only other person", () => {
    expect(ownQuality([bad], false)).toEqual(bad);
  });

  it("does not suffer from one person's bad line", () => {
    expect(ownQuality([good, bad], false)).toEqual(good);
    expect(ownQuality([bad, good, good], false)).toEqual(good);
  });

  it("is as bad as most lines are", () => {
    expect(ownQuality([bad, weak, bad], false)).toEqual(bad);
    expect(ownQuality([good, weak, bad], false)).toEqual(weak);
  });

  it("names the device first, where that cannot keep up", () => {
    expect(ownQuality([good], true)).toEqual({ quality: "weak", reason: "processor" });
    expect(ownQuality([bad], true)).toEqual({ quality: "bad", reason: "processor" });
  });
});

describe("a device's strain", () => {
  const after = (strain: Strain, looks: string) => [...looks].map((look) => strain.update(look === "b")).at(-1);

  it("is not seen in a moment, nor gone in one", () => {
    const strain = new Strain();
    expect(after(strain, "bbcbbcbb")).toBe(false);
    expect(after(strain, "b")).toBe(true);
    expect(after(strain, "ccccbcccc")).toBe(true);
    expect(after(strain, "c")).toBe(false);
  });
});
