import { useEffect, useState } from "react";

export interface VisiblePart {
  top: number;
  height: number;
}

/**
 * What the keyboard of a phone leaves of the page, in pixels; null where nothing is in the way. Some browsers lay the keyboard over
 * the page without telling its layout: a field at the bottom would be behind it.
 */
export function useVisiblePart(): VisiblePart | null {
  const [part, setPart] = useState<VisiblePart | null>(null);
  useEffect(() => {
    const { visualViewport } = window;
    if (!visualViewport) return;
    const measure = () => {
      const { offsetTop: top, height, scale } = visualViewport;
      // Whoever has enlarged the page looks at a part of it, and the page stays as it is.
      const isCovered = scale === 1 && height < document.documentElement.clientHeight - 1;
      setPart((before) => (!isCovered ? null : before?.top === top && before.height === height ? before : { top, height }));
    };
    measure();
    visualViewport.addEventListener("resize", measure);
    visualViewport.addEventListener("scroll", measure);
    return () => {
      visualViewport.removeEventListener("resize", measure);
      visualViewport.removeEventListener("scroll", measure);
    };
  }, []);
  return part;
}
