/** Sound that is switched on arrives fifty times a second, also while nobody speaks; Wi-Fi may hold it up for some tenths of one. */
const LOST_AFTER_MS = 600;

/** Notices that nothing arrives any more, seconds before the browser calls the connection interrupted. */
export class Silence {
  #lastArrivalAt: number | null = null;
  #isKnown = false;

  /** `expected`: sound ought to arrive; `arrived`: it did since the last call. True once for each silence. */
  begins(expected: boolean, arrived: boolean, atMs: number): boolean {
    if (arrived) {
      this.#lastArrivalAt = atMs;
      this.#isKnown = false;
    }
    // What has just been switched on, or was never heard, is not missed yet.
    if (!expected) this.#lastArrivalAt = null;
    if (this.#lastArrivalAt === null || this.#isKnown) return false;
    this.#isKnown = atMs - this.#lastArrivalAt >= LOST_AFTER_MS;
    return this.#isKnown;
  }
}
