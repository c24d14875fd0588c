import { useCallback, useSyncExternalStore } from "react";

/** Upright or lying: the same as the variant `phone` of the styles. */
export const PHONE = "(width < 40rem) or (height < 26rem)";

/** A phone that lies: the same as the variant `lying`. */
export const LYING = "(height < 26rem) and (width >= 40rem)";

/** Whether the screen is like this, kept up to date. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
