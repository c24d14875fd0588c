import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Closer to the end than this counts as being there. */
const NEAR_PX = 48;

interface Sticky {
  list: RefObject<HTMLDivElement | null>;
  isAtBottom: boolean;
  onScroll: () => void;
  toBottom: () => void;
}

/**
 * A list that grows at both ends. Whoever is at its end stays there; whoever reads above keeps what they read in place,
 * also when older things are put before it (`first` tells). `growth` changes with whatever makes the list longer.
 */
export function useStickyBottom({ first, growth }: { first: unknown; growth: unknown }): Sticky {
  const list = useRef<HTMLDivElement>(null);
  const [isAtBottom, setAtBottom] = useState(true);
  // The truth for layout effects, which run before a state would be seen.
  const atBottom = useRef(true);
  const before = useRef({ first, height: 0 });

  const toBottom = useCallback(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  const onScroll = useCallback(() => {
    const element = list.current;
    if (!element) return;
    atBottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    setAtBottom(atBottom.current);
  }, []);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (atBottom.current) toBottom();
    else if (before.current.first !== first) element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { first, height: element.scrollHeight };
  }, [first, growth, toBottom]);

  // The field below grows with what is typed into it, and a phone's keyboard takes half of the screen.
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => atBottom.current && toBottom());
    observer.observe(element);
    return () => observer.disconnect();
  }, [toBottom]);

  return { list, isAtBottom, onScroll, toBottom };
}
