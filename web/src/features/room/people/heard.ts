import type { Reaction, Right } from "@/call/protocol";

import type { Change } from "../recording/recording-state";
import type { News, RoomState } from "../room-state";
import { raisedHands } from "./raised-hands";
import { RIGHTS } from "./rights";

/** What somebody who does not see the room should hear of it. */
export type Heard =
  | { kind: Exclude<News["kind"], "recording" | "marked"> | "hand"; name: string }
  | { kind: "recording"; change: Change; by: string | null }
  | { kind: "marked" }
  | { kind: "reaction"; reaction: Reaction; name: string }
  | { kind: "locked" | "unlocked" | "coHost" | "noCoHost" }
  | { kind: "given" | "taken"; right: Right };

/** The same said of several people is one sentence. */
export interface Sentence {
  what: Heard;
  names: string[];
}

/** What happened between two states, others' doings first. */
export function heardBetween(before: RoomState, now: RoomState): Heard[] {
  return [...news(before, now), ...hands(before, now), ...reaction(before, now), ...lock(before, now), ...self(before, now)];
}

/** Sentences in the order in which they began, so that they can be read out one at a time. */
export class Sentences {
  readonly #pending: Sentence[] = [];

  add(heard: Heard): void {
    const same = this.#pending.find(({ what }) => isSame(what, heard));
    const sentence = same ?? { what: heard, names: [] };
    if (!same) this.#pending.push(sentence);
    if ("name" in heard && !sentence.names.includes(heard.name)) sentence.names.push(heard.name);
  }

  take(): Sentence | null {
    return this.#pending.shift() ?? null;
  }
}

function isSame(a: Heard, b: Heard): boolean {
  if (a.kind === "recording" && b.kind === "recording") return a.change === b.change;
  if (a.kind === "reaction" && b.kind === "reaction") return a.reaction === b.reaction;
  if ("right" in a && "right" in b) return a.kind === b.kind && a.right === b.right;
  return a.kind === b.kind;
}

function news(before: RoomState, now: RoomState): Heard[] {
  if (now.news === null || now.news.number === before.news?.number) return [];
  const { news } = now;
  if (news.kind === "marked") return [{ kind: news.kind }];
  return [news.kind === "recording" ? { kind: news.kind, change: news.change, by: news.by } : { kind: news.kind, name: news.name }];
}

/** One's own hand was raised by oneself. */
function hands(before: RoomState, now: RoomState): Heard[] {
  if (now.participants === before.participants) return [];
  const up = new Set(raisedHands(before).map(({ id }) => id));
  return raisedHands(now)
    .filter(({ id }) => !up.has(id) && id !== now.me?.id)
    .map(({ name }) => ({ kind: "hand", name }));
}

function reaction(before: RoomState, now: RoomState): Heard[] {
  if (now.reaction === null || now.reaction.number === before.reaction?.number) return [];
  const { from, reaction } = now.reaction;
  const person = now.participants.find(({ id }) => id === from);
  return person ? [{ kind: "reaction", reaction, name: person.name }] : [];
}

function lock(before: RoomState, now: RoomState): Heard[] {
  if (before.me === null || before.rules.locked === now.rules.locked) return [];
  return [{ kind: now.rules.locked ? "locked" : "unlocked" }];
}

/** A co-host has every right: then the one sentence says it all. */
function self({ me: before }: RoomState, { me: now }: RoomState): Heard[] {
  if (before === null || now === null || before === now) return [];
  if (before.co_host !== now.co_host) return [{ kind: now.co_host ? "coHost" : "noCoHost" }];
  return RIGHTS.flatMap((right): Heard[] => {
    const may = now.rights.includes(right);
    if (may === before.rights.includes(right)) return [];
    return [{ kind: may ? "given" : "taken", right }];
  });
}
