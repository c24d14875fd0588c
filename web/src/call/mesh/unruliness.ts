/** So long may a page take to switch off what the server has switched off. */
const PATIENCE_MS = 3_000;
/** Above the noise of a silent line. */
const AUDIBLE_LEVEL = 0.01;
const SAMPLES_IN_A_ROW = 2;

type Kind = "audio" | "video";

/** Whether somebody goes on sending what the server says is off. What they send is silenced anyway; hosts should know. */
export class Unruliness {
  readonly #reported = new Set<Kind>();
  readonly #due = new Set<Kind>();
  #heardSinceMs: number | null = null;
  #lastHeardMs = 0;
  #picturesInARow = 0;

  /** `level` of the sound that should not be there, linear, 0 to 1. */
  hears(level: number, atMs: number): void {
    if (level > AUDIBLE_LEVEL) {
      this.#heardSinceMs ??= atMs;
      this.#lastHeardMs = atMs;
    } else if (atMs - this.#lastHeardMs > PATIENCE_MS) {
      this.#heardSinceMs = null;
    }
    this.#note("audio", this.#heardSinceMs !== null && this.#lastHeardMs - this.#heardSinceMs >= PATIENCE_MS);
  }

  /** `framesPerSecond` that should not be there, over one sample of the statistics. */
  sees(framesPerSecond: number): void {
    this.#picturesInARow = framesPerSecond > 0 ? this.#picturesInARow + 1 : 0;
    this.#note("video", this.#picturesInARow > SAMPLES_IN_A_ROW);
  }

  /** What has to be reported now. */
  take(): Kind[] {
    const due = [...this.#due];
    this.#due.clear();
    return due;
  }

  #note(kind: Kind, isUnruly: boolean): void {
    if (!isUnruly) this.#reported.delete(kind);
    else if (!this.#reported.has(kind)) {
      this.#reported.add(kind);
      this.#due.add(kind);
    }
  }
}
