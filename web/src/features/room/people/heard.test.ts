import { describe, expect, it } from "vitest";

import { heardBetween, Sentences } from "./heard";
import { participant, remote, stateOf } from "./test-state";

const ME = participant("Zoe");
const HAND = "2026-11-21T17:05:00Z";

describe("what is heard between two states", () => {
  const before = stateOf(ME, [remote("Ada"), remote("Leo")]);

  it("is nothing when nothing happened", () => {
    expect(heardBetween(before, { ...before, participants: [...before.participants] })).toEqual([]);
  });

  it("is a hand that was raised by somebody else, and not one that stays up", () => {
    const raised = stateOf({ ...ME, hand: HAND }, [remote("Ada", { hand: HAND }), remote("Leo")]);
    expect(heardBetween(before, raised)).toEqual([{ kind: "hand", name: "Ada" }]);
    const another = stateOf({ ...ME, hand: HAND }, [remote("Ada", { hand: HAND }), remote("Leo", { hand: HAND })]);
    expect(heardBetween(raised, another)).toEqual([{ kind: "hand", name: "Leo" }]);
  });

  it("is each reaction of others, also the same one twice", () => {
    const reaction = { number: 1, from: "ada", reaction: "clap" } as const;
    const once = { ...before, reaction };
    expect(heardBetween(before, once)).toEqual([{ kind: "reaction", reaction: "clap", name: "Ada" }]);
    expect(heardBetween(once, once)).toEqual([]);
    expect(heardBetween(once, { ...before, reaction: { ...reaction, number: 2 } })).toHaveLength(1);
    expect(heardBetween(before, { ...before, reaction: { ...reaction, from: ME.id } })).toEqual([]);
  });

  it("is who knocks, and the lock", () => {
    const news = { number: 1, kind: "knocks", name: "Sam" } as const;
    const rules = { ...before.rules, locked: true };
    expect(heardBetween(before, { ...before, news, rules })).toEqual([{ kind: "knocks", name: "Sam" }, { kind: "locked" }]);
    expect(heardBetween({ ...before, rules }, before)).toEqual([{ kind: "unlocked" }]);
  });

  it("is not the lock that one finds on entering", () => {
    const outside = { ...before, me: null };
    expect(heardBetween(outside, { ...before, rules: { ...before.rules, locked: true } })).toEqual([]);
  });

  it("is what one may do and may no longer do", () => {
    const now = { ...before, me: participant("Zoe", { rights: ["video", "screen", "draw", "code", "chat"] }) };
    expect(heardBetween(before, now)).toEqual([{ kind: "taken", right: "speak" }]);
    expect(heardBetween(now, before)).toEqual([{ kind: "given", right: "speak" }]);
  });

  it("is one sentence for a co-host, who may do everything", () => {
    const quiet = stateOf(participant("Zoe", { rights: [] }), []);
    expect(heardBetween(quiet, stateOf(participant("Zoe", { co_host: true }), []))).toEqual([{ kind: "coHost" }]);
  });
});

describe("sentences", () => {
  it("are one for what several people did, in the order in which they began", () => {
    const sentences = new Sentences();
    sentences.add({ kind: "hand", name: "Ada" });
    sentences.add({ kind: "reaction", reaction: "clap", name: "Ada" });
    sentences.add({ kind: "hand", name: "Leo" });
    sentences.add({ kind: "reaction", reaction: "clap", name: "Ada" });
    sentences.add({ kind: "reaction", reaction: "heart", name: "Ada" });
    expect([sentences.take()?.names, sentences.take()?.names, sentences.take()?.names]).toEqual([["Ada", "Leo"], ["Ada"], ["Ada"]]);
    expect(sentences.take()).toBeNull();
  });

  it("about different rights stay apart", () => {
    const sentences = new Sentences();
    sentences.add({ kind: "given", right: "speak" });
    sentences.add({ kind: "given", right: "draw" });
    expect(sentences.take()?.what).toEqual({ kind: "given", right: "speak" });
    expect(sentences.take()?.what).toEqual({ kind: "given", right: "draw" });
  });
});
