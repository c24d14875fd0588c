import * as Y from "yjs";

import type { Unsent } from "./unsent";

interface InFlight {
  /** Up to which entry of the browser's database the server has it, once this frame is saved. */
  upTo: number;
  sentAt: number;
}

/** What was written here and is not yet on the server's disk. Counts frames as the server does: per connection. */
export class Outbox {
  readonly #unsent: Unsent;
  #waiting: Uint8Array[] = [];
  #inFlight: InFlight[] = [];
  /** How many frames of this connection are saved. */
  #saved = 0;
  #upTo = 0;
  /** Of earlier connections, or of an earlier life of the page: to be told with the next handshake. */
  #isOwing = false;

  constructor(unsent: Unsent) {
    this.#unsent = unsent;
  }

  /** How many changes, or bundles of them, are not saved. Zero: everything is safe. */
  get unsaved(): number {
    return this.#waiting.length + this.#inFlight.length + (this.#isOwing ? 1 : 0);
  }

  /** When the oldest frame was sent that has no answer yet. */
  get oldest(): number | null {
    return this.#inFlight[0]?.sentAt ?? null;
  }

  async loadLeftovers(): Promise<Uint8Array | null> {
    const updates = await this.#unsent.load().catch(() => []);
    if (updates.length === 0) return null;
    this.#isOwing = true;
    return Y.mergeUpdates(updates);
  }

  add(update: Uint8Array): void {
    this.#waiting.push(update);
    this.#upTo = this.#unsent.add(update);
  }

  /** A new connection, on which nothing was sent. */
  connectionLost(): void {
    this.#isOwing = this.unsaved > 0;
    this.#waiting = [];
    this.#inFlight = [];
    this.#saved = 0;
  }

  /** What was written since the last frame, as one; null if there is nothing. */
  takeWaiting(now: number): Uint8Array | null {
    const update = this.#waiting.length > 0 ? Y.mergeUpdates(this.#waiting) : null;
    if (update) this.#sent(now);
    return update;
  }

  /** Everything that the server lacks is being sent. */
  toldEverything(now: number): void {
    this.#isOwing = false;
    this.#sent(now);
  }

  /** The first `count` frames of this connection are on disk. */
  confirm(count: number): void {
    const confirmed = this.#inFlight.splice(0, Math.max(0, count - this.#saved));
    this.#saved = Math.max(this.#saved, count);
    const last = confirmed.at(-1);
    if (!last) return;
    this.#unsent.forget(last.upTo);
    // They went with the first frame of a connection, and `#isOwing` says whether that is still to come.
    if (!this.#isOwing) this.#unsent.forgetLeftovers();
  }

  clear(): void {
    this.connectionLost();
    this.#isOwing = false;
    this.#unsent.forget(this.#upTo);
    this.#unsent.forgetLeftovers();
  }

  #sent(now: number): void {
    this.#waiting = [];
    this.#inFlight.push({ upTo: this.#upTo, sentAt: now });
  }
}
