import { useEffect } from "react";

/** How many parts of the page want it so: what one of them leaves stays dark for the others. */
let wanted = 0;

/** Slate from edge to edge, also behind what opens above the page. */
export function useSlate(): void {
  useEffect(() => {
    wanted += 1;
    document.documentElement.classList.add("slate");
    return () => {
      wanted -= 1;
      if (wanted === 0) document.documentElement.classList.remove("slate");
    };
  }, []);
}
