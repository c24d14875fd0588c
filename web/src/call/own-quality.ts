import type { Judgement, Quality } from "@/call/stats";

const BADNESS: Record<Quality, number> = { good: 0, weak: 1, bad: 2 };

/**
 * How well this page reaches the others, taken together. One bad line is the other's affair as likely as one's own; what
 * more than half of the lines have in common is one's own. What a device measures that cannot keep up says more about the
 * device than about the lines: it comes first. Null while there is nobody to reach.
 */
export function ownQuality(lines: readonly Judgement[], isStrained: boolean): Judgement | null {
  const ranked = [...lines].sort((one, other) => BADNESS[one.quality] - BADNESS[other.quality]);
  const middle = ranked[Math.floor((ranked.length - 1) / 2)];
  if (middle === undefined) return null;
  const { quality, reason } = middle;
  if (!isStrained) return { quality, reason };
  return { quality: quality === "bad" ? "bad" : "weak", reason: "processor" };
}

const BUSY_LOOKS = 3;
const CALM_LOOKS = 5;

/** Whether the device keeps up: neither a moment of haste nor a moment of rest decides. */
export class Strain {
  #busy = 0;
  #calm = 0;
  #isStrained = false;

  /** Takes a look about every two seconds. */
  update(isBusy: boolean): boolean {
    this.#busy = isBusy ? this.#busy + 1 : 0;
    this.#calm = isBusy ? 0 : this.#calm + 1;
    if (this.#busy >= BUSY_LOOKS) this.#isStrained = true;
    if (this.#calm >= CALM_LOOKS) this.#isStrained = false;
    return this.#isStrained;
  }
}
