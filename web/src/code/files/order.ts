const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A text that sorts between two others; null is the beginning or the end. Two people who ask at once may get the same. */
export function between(before: string | null, after: string | null): string {
  let made = "";
  for (let at = 0; ; at += 1) {
    const low = DIGITS.indexOf(before?.[at] ?? "0");
    const isBelow = after !== null && made === after.slice(0, at);
    const high = isBelow ? DIGITS.indexOf(after[at] ?? "0") : DIGITS.length;
    const middle = Math.floor((low + high) / 2);
    if (middle > low) return made + DIGITS[middle];
    made += DIGITS[low];
  }
}
