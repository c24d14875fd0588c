import { VIDEO_LEVELS, type VideoLevel } from "@/call/media-quality";

/**
 * How good a picture one connection can carry beside the sound. WebRTC's own bandwidth estimate lowers the bitrate; this
 * decides what is sensible at that bitrate, and when no picture is better than a bad one: speech comes first.
 */


/** Of the last two seconds. Null where the browser does not know. */
export interface LinkSample {
  /** Share of what was sent that was lost, 0 to 1. */
  lossOut: number | null;
  /** Bits per second that the way there is thought to carry. */
  availableOut: number | null;
}

/** Below this the level is not worth its packets. Bits per second, sound included. */
const NEEDS: Record<VideoLevel, number> = { full: 150_000, reduced: 90_000, small: 60_000, paused: 0 };
const LOSS_TO_GIVE_UP = 0.1;
const LOSS_TO_TRY_AGAIN = 0.03;
const BAD_SAMPLES_TO_GIVE_UP = 2;
const GOOD_SAMPLES_TO_TRY_AGAIN = 5;
/** Whoever tried too early waits twice as long the next time. */
const LONGEST_PATIENCE = 30;

export class VideoBudget {
  #level = 0;
  #bad = 0;
  #good = 0;
  #patience = GOOD_SAMPLES_TO_TRY_AGAIN;
  /** Samples since the level went up. */
  #sinceTry = Number.POSITIVE_INFINITY;

  get level(): VideoLevel {
    return VIDEO_LEVELS[this.#level] ?? "paused";
  }

  /** Takes a sample about every two seconds; returns whether the level has changed. */
  update(sample: LinkSample): boolean {
    this.#sinceTry += 1;
    const { isBad, isGood } = this.#judge(sample);
    this.#bad = isBad ? this.#bad + 1 : 0;
    this.#good = isGood ? this.#good + 1 : 0;
    if (this.#bad >= BAD_SAMPLES_TO_GIVE_UP && this.level !== "paused") return this.#giveUp();
    if (this.#good >= this.#patience && this.level !== "full") return this.#tryAgain();
    return false;
  }

  #judge({ lossOut, availableOut }: LinkSample): { isBad: boolean; isGood: boolean } {
    const loss = lossOut ?? 0;
    // While nothing but sound is sent, the estimate has nothing to grow with: a clean line is all there is to see.
    const room = this.level === "paused" ? Number.POSITIVE_INFINITY : (availableOut ?? Number.POSITIVE_INFINITY);
    const isBad = loss > LOSS_TO_GIVE_UP || room < NEEDS[this.level];
    const better = VIDEO_LEVELS[this.#level - 1] ?? "full";
    return { isBad, isGood: !isBad && loss <= LOSS_TO_TRY_AGAIN && room >= NEEDS[better] };
  }

  #giveUp(): true {
    const cameTooEarly = this.#sinceTry < 2 * GOOD_SAMPLES_TO_TRY_AGAIN;
    this.#patience = cameTooEarly ? Math.min(LONGEST_PATIENCE, 2 * this.#patience) : GOOD_SAMPLES_TO_TRY_AGAIN;
    return this.#go(this.#level + 1);
  }

  #tryAgain(): true {
    this.#sinceTry = 0;
    return this.#go(this.#level - 1);
  }

  #go(level: number): true {
    this.#level = level;
    this.#bad = 0;
    this.#good = 0;
    return true;
  }
}
