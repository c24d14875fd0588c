/** Sound that is switched on arrives fifty times a second, also while nobody speaks; Wi-Fi may hold it up for some tenths of one. */
const LOST_AFTER_MS = 600;
/** A browser may know of its new network a second or two later than we miss the old one: what it finds before leads nowhere. */
const MOST_SEARCHES = 5;

/** Notices that nothing arrives any more, seconds before the browser calls the connection interrupted. */
export class Silence {
  #lastArrivalAt: number | null = null;
  #searches = 0;

  /**
   * `expected`: sound ought to arrive; `arrived`: it did since the last call. True when it is time to look for another way:
   * as soon as sound is missed, and some times more while it is.
   */
  asksForAnotherWay(expected: boolean, arrived: boolean, atMs: number): boolean {
    if (arrived) {
      this.#lastArrivalAt = atMs;
      this.#searches = 0;
    }
    // What has just been switched on, or was never heard, is not missed yet.
    if (!expected) this.#lastArrivalAt = null;
    if (this.#lastArrivalAt === null || this.#searches === MOST_SEARCHES) return false;
    if (atMs - this.#lastArrivalAt < LOST_AFTER_MS * (this.#searches + 1)) return false;
    this.#searches += 1;
    return true;
  }
}
