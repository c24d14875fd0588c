/** One question about the time, as this page saw it. All in milliseconds. */
export interface ClockSample {
  /** When the question went out and when the answer came, by this page's own clock, which runs from some moment at an even pace. */
  askedAt: number;
  answeredAt: number;
  /** What the server's clock said in between, since 1970. */
  serverTime: number;
}

/**
 * How far the server's clock is ahead of this page's. Of several answers the quickest says it best: its error is at most half
 * of its round trip (RFC 5905, the clock filter). Null without any.
 */
export function offsetFrom(samples: readonly ClockSample[]): number | null {
  const [best] = [...samples].sort((one, other) => roundTrip(one) - roundTrip(other));
  return best ? best.serverTime - (best.askedAt + best.answeredAt) / 2 : null;
}

function roundTrip({ askedAt, answeredAt }: ClockSample): number {
  return answeredAt - askedAt;
}

export interface RoomClockOptions {
  /** What the server's clock says, in milliseconds since 1970. */
  ask: () => Promise<number>;
  /** This page's own clock. */
  ownTime?: () => number;
}

const QUESTIONS = 5;
const ASK_AGAIN_MS = 30_000;
/** Without a first answer nothing can be recorded. */
const TRY_AGAIN_MS = 1_000;

/**
 * The server's time, as well as this page can know it: measured anew every half a minute, since no two clocks run alike. What
 * it says never goes backwards: a better measure that lies behind is waited for.
 */
export class RoomClock {
  readonly #ask: () => Promise<number>;
  readonly #ownTime: () => number;
  readonly #ready: Promise<void>;
  #setReady: () => void = () => undefined;
  #offset: number | null = null;
  #latest = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor({ ask, ownTime = () => performance.now() }: RoomClockOptions) {
    this.#ask = ask;
    this.#ownTime = ownTime;
    this.#ready = new Promise((resolve) => (this.#setReady = resolve));
    void this.#measureAgain();
  }

  /** Resolves once the time is known. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Milliseconds since 1970. Throws before it is ready. */
  now(): number {
    if (this.#offset === null) throw new Error("The room's clock is not known yet.");
    this.#latest = Math.max(this.#latest, this.#ownTime() + this.#offset);
    return this.#latest;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #measureAgain(): Promise<void> {
    const offset = offsetFrom(await this.#samples());
    if (this.#stopped) return;
    if (offset !== null) {
      this.#offset = offset;
      this.#setReady();
    }
    this.#timer = setTimeout(() => void this.#measureAgain(), this.#offset === null ? TRY_AGAIN_MS : ASK_AGAIN_MS);
  }

  async #samples(): Promise<ClockSample[]> {
    const samples: ClockSample[] = [];
    for (let question = 0; question < QUESTIONS && !this.#stopped; question += 1) {
      const askedAt = this.#ownTime();
      try {
        const serverTime = await this.#ask();
        samples.push({ askedAt, answeredAt: this.#ownTime(), serverTime });
      } catch {
        // The line is down: what was measured before goes on being right for a while.
        break;
      }
    }
    return samples;
  }
}
