import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Whether a line of text is longer than its place. */
export function useCut<E extends HTMLElement>(): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [isCut, setCut] = useState(false);
  // At every drawing: it may have brought another text, or another place.
  useLayoutEffect(() => {
    const measure = () => {
      const line = element.current;
      if (line) setCut(line.scrollWidth > line.clientWidth);
    };
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  });
  return [element, isCut];
}
