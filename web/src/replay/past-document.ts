import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

import { Emitter } from "@/call/emitter";
import type { DocumentEvents, DocumentState, SessionAccess, SharedDocument } from "@/documents/shared-document";

import { type Change, DocumentHistory } from "./document-history";
import type { DocumentName } from "./manifest";
import { mirror, mirrorPaths } from "./mirror";
import { type ReplayClock, watchClock } from "./replay-clock";

/** The maps of each document, see docs/protocol.md, the first being the one whose parts are pages or files. */
const ROOTS: Record<DocumentName, readonly [string, ...string[]]> = {
  board: ["pages", "files", "meta"],
  code: ["files", "runs", "meta"],
};

interface PastEvents extends DocumentEvents {
  /** On this page, in this file, something was changed last. */
  place: string;
}

/** A document as it was, for whatever shows one: to be read, never written. It stays the same document while time jumps. */
export class PastDocument extends Emitter<PastEvents> implements SharedDocument {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly access: SessionAccess;
  readonly state: DocumentState;
  readonly #history: DocumentHistory;
  readonly #roots: readonly [string, ...string[]];
  /** What has changed in the history's own document since it was mirrored. */
  #changed: string[][] = [];
  #place: string | null = null;
  #unfollow: () => void = () => undefined;

  constructor(name: DocumentName, changes: readonly Change[], access: SessionAccess) {
    super();
    this.access = access;
    this.#roots = ROOTS[name];
    this.#history = new DocumentHistory(changes, (doc) => this.#watch(doc));
    this.state = { connection: "open", mayWrite: false, unsaved: 0, bytes: 0, limit: 0, synced: true, problem: null };
  }

  /** The page or file that was worked on last, as far as is known. */
  get place(): string | null {
    return this.#place;
  }

  /** The page or file that its viewer has before them, as whatever shows it says. */
  get shown(): string | null {
    const said = this.awareness.getLocalState() as { file?: unknown; view?: { page?: unknown } } | null;
    const place = said?.file ?? said?.view?.page;
    return typeof place === "string" && place !== "" ? place : null;
  }

  /** While a lesson runs its history grows. */
  extend(changes: readonly Change[]): void {
    this.#history.extend(changes);
  }

  /** From now on it is as it was at the clock's moment. */
  follow(clock: ReplayClock): void {
    this.#unfollow = watchClock(clock, () => this.show(clock.position));
  }

  show(ms: number): void {
    const way = this.#history.show(ms);
    if (way === "same") return;
    const { doc } = this.#history;
    const changed = this.#changed;
    this.#changed = [];
    if (way === "anew") mirror(doc, this.doc, this.#roots);
    else mirrorPaths(doc, this.doc, changed);
    const place = changed.findLast(([root, part]) => root === this.#roots[0] && part !== undefined)?.[1];
    if (place === undefined || place === this.#place) return;
    this.#place = place;
    this.emit("place", place);
  }

  /** The past is not drawn on. */
  ink(): void {}

  close(): void {
    this.#unfollow();
    this.#history.close();
    this.awareness.destroy();
    this.doc.destroy();
  }

  #watch(doc: Y.Doc): void {
    this.#changed = [];
    for (const root of this.#roots) {
      doc.getMap(root).observeDeep((events) => {
        for (const event of events) this.#changed.push(...pathsOf(root, event));
      });
    }
  }
}

function pathsOf(root: string, event: Pick<Y.YMapEvent<unknown>, "path" | "target" | "keys">): string[][] {
  const path = [root, ...event.path.map(String)];
  if (!(event.target instanceof Y.Map)) return [path];
  return [...event.keys.keys()].map((key) => [...path, key]);
}
