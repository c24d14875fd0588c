/** What the server takes. */
export const LONGEST_TEXT = 4_000;

/** As the server counts: an emoji is one. */
export function lengthOf(text: string): number {
  return [...text.trimEnd()].length;
}

export function maySend(text: string): boolean {
  return text.trim() !== "" && lengthOf(text) <= LONGEST_TEXT;
}
