import type { BoardElement } from "../board-document";

/** What is written on a page, read from the top to the bottom, a line for each text; formulas as LaTeX. Empty where nothing is. */
export function wordsOn(elements: readonly BoardElement[]): string {
  return elements
    .toSorted((one, other) => one.y - other.y || one.x - other.x)
    .flatMap((element) => {
      if (element.type === "text") return [element.originalText];
      const latex: unknown = element.customData?.latex;
      return typeof latex === "string" ? [`$${latex}$`] : [];
    })
    .join("\n");
}
