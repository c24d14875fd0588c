import { useEffect } from "react";

/** Slate from edge to edge, also behind what opens above the page. */
export function useSlate(): void {
  useEffect(() => {
    document.documentElement.classList.add("slate");
    return () => document.documentElement.classList.remove("slate");
  }, []);
}
