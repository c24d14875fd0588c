import * as Y from "yjs";

/** One change of a document, at its moment. */
export interface Change {
  atMs: number;
  /** Yjs, version 1. */
  update: Uint8Array;
}

/** float64 and uint32, big-endian. */
const HEAD_BYTES = 12;

/** Reads `[float64 at_ms][uint32 length][update]…`. What was cut off at the end is left out: more of it comes later. */
export function readHistory(bytes: ArrayBuffer): Change[] {
  const view = new DataView(bytes);
  const changes: Change[] = [];
  let at = 0;
  while (at + HEAD_BYTES <= bytes.byteLength) {
    const atMs = view.getFloat64(at);
    const length = view.getUint32(at + 8);
    at += HEAD_BYTES;
    if (at + length > bytes.byteLength) break;
    changes.push({ atMs, update: new Uint8Array(bytes, at, length) });
    at += length;
  }
  return changes;
}

export interface HistoryLimits {
  /** A state is kept after so many changes, or so many bytes of them; twice as rarely whenever there are too many states. */
  everyChanges: number;
  everyBytes: number;
  mostStates: number;
}

const LIMITS: HistoryLimits = { everyChanges: 500, everyBytes: 1_000_000, mostStates: 24 };
/** So many changes are one transaction: a jump over an hour would otherwise wake every listener ten thousand times. */
const AT_ONCE = 200;
/** The last ones come one by one, so that listeners hear which was the last. */
const ONE_BY_ONE = 20;

interface KeptState {
  /** How many changes are in it. */
  count: number;
  update: Uint8Array;
}

/** A document at any moment of its history. Forward it goes on from where it is; backward it begins at the last state kept before. */
export class DocumentHistory {
  #changes: readonly Change[];
  readonly #limits: HistoryLimits;
  readonly #onDoc: (doc: Y.Doc) => void;
  #doc = new Y.Doc();
  #count = 0;
  #states: KeptState[] = [];
  #spacing = 1;

  /** `onDoc` hears of each new `doc` before changes are applied to it. */
  constructor(changes: readonly Change[], onDoc: (doc: Y.Doc) => void = () => undefined, limits: HistoryLimits = LIMITS) {
    this.#changes = inOrder(changes);
    this.#limits = limits;
    this.#onDoc = onDoc;
    onDoc(this.#doc);
  }

  /** As it is at the moment of the last `show`. Another one after each step back. */
  get doc(): Y.Doc {
    return this.#doc;
  }

  /** How many states are in memory. */
  get keptStates(): number {
    return this.#states.length;
  }

  /** Makes `doc` what it was at this moment; says whether it had to be built anew. */
  show(ms: number): "same" | "forward" | "anew" {
    const count = this.#countAt(ms);
    if (count === this.#count) return "same";
    const isForward = count > this.#count;
    if (!isForward) this.#goBackBefore(count);
    this.#apply(count);
    return isForward ? "forward" : "anew";
  }

  /** More of the same: all changes up to now, those known before among them. */
  extend(changes: readonly Change[]): void {
    if (changes.length > this.#changes.length) this.#changes = inOrder(changes);
  }

  close(): void {
    this.#doc.destroy();
    this.#states = [];
  }

  /** How many changes were made up to then. */
  #countAt(ms: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#changes[middle]?.atMs ?? 0) <= ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #goBackBefore(count: number): void {
    this.#doc.destroy();
    this.#doc = new Y.Doc();
    const state = this.#states.findLast((kept) => kept.count <= count);
    if (state) Y.applyUpdate(this.#doc, state.update);
    this.#count = state?.count ?? 0;
    this.#onDoc(this.#doc);
  }

  #apply(count: number): void {
    while (this.#count < count) {
      const bulk = Math.max(this.#count + 1, Math.min(this.#count + AT_ONCE, count - ONE_BY_ONE));
      const until = Math.min(count, bulk, this.#nextStateAt());
      this.#doc.transact(() => {
        for (const { update } of this.#changes.slice(this.#count, until)) Y.applyUpdate(this.#doc, update);
      });
      this.#count = until;
      if (until === this.#nextStateAt()) this.#keep();
    }
  }

  /** After which change the next state is to be kept. */
  #nextStateAt(): number {
    const last = this.#states.at(-1)?.count ?? 0;
    const most = last + this.#limits.everyChanges * this.#spacing;
    let bytes = 0;
    for (let at = last; at < Math.min(most, this.#changes.length); at += 1) {
      bytes += this.#changes[at]?.update.byteLength ?? 0;
      if (bytes >= this.#limits.everyBytes * this.#spacing) return at + 1;
    }
    return most;
  }

  #keep(): void {
    this.#states.push({ count: this.#count, update: Y.encodeStateAsUpdate(this.#doc) });
    if (this.#states.length <= this.#limits.mostStates) return;
    this.#states = this.#states.filter((_, index) => index % 2 === 1);
    this.#spacing *= 2;
  }
}

function inOrder(changes: readonly Change[]): Change[] {
  return changes.toSorted((a, b) => a.atMs - b.atMs);
}
