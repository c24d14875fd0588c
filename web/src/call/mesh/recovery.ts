/** A connection that is `disconnected` often heals by itself within this time. */
const HEALS_WITHIN_MS = 2_500;
const LONGEST_PAUSE_MS = 15_000;

/** Decides when a broken connection looks for another way: soon at first, then ever less often, for as long as it takes. */
export class Recovery {
  readonly #restart: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(restart: () => void) {
    this.#restart = restart;
  }

  onState(state: RTCPeerConnectionState): void {
    if (state === "connecting") return;
    this.stop();
    if (state === "disconnected") this.#tryAfter(HEALS_WITHIN_MS, 1);
    if (state === "failed") this.#tryAfter(0, 1);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tryAfter(pauseMs: number, attempt: number): void {
    this.#timer = setTimeout(() => {
      this.#restart();
      this.#tryAfter(pauseBefore(attempt + 1), attempt + 1);
    }, pauseMs);
  }
}

/** 4, 8, then 15 seconds. An attempt needs some seconds before it can be called a failure. */
export function pauseBefore(attempt: number): number {
  return Math.min(1_000 * 2 ** attempt, LONGEST_PAUSE_MS);
}
