import { useState } from "react";

export const FONT_SIZES = ["14", "16", "18", "22", "28"] as const;
export type FontSize = (typeof FONT_SIZES)[number];

const KEPT_AS = "chalkroom.code-size";

/** How large this person wants to read code, here and next time. */
export function useFontSize(): [FontSize, (size: FontSize) => void] {
  const [size, setSize] = useState<FontSize>(kept);
  const change = (next: FontSize) => {
    setSize(next);
    try {
      localStorage.setItem(KEPT_AS, next);
    } catch {
      // A browser that keeps nothing: it is for this page then.
    }
  };
  return [size, change];
}

function kept(): FontSize {
  try {
    return FONT_SIZES.find((size) => size === localStorage.getItem(KEPT_AS)) ?? "16";
  } catch {
    return "16";
  }
}
