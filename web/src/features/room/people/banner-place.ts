import { createContext, type RefCallback, useContext, useLayoutEffect, useState } from "react";

/** A phone has one line for all banners: `line` is the one that stands in it, `behind` are those that wait for a tap. */
export type Place = "whole" | "line" | "behind";

export interface Stack {
  /** The banners that are there, the most important first. */
  banners: readonly Element[];
  /** Only one line of them is shown. */
  isFolded: boolean;
  /** Folds and unfolds. Null where there is space for all of them. */
  toggle: (() => void) | null;
  /** Returns what takes the banner away again. */
  add: (banner: Element) => () => void;
}

export const StackContext = createContext<Stack | null>(null);

interface InStack {
  ref: RefCallback<Element>;
  place: Place;
  /** The one that carries the button for all of them. */
  isFirst: boolean;
  stack: Stack | null;
}

/** Where a banner stands. Outside of a stack each is whole. */
export function usePlace(): InStack {
  const stack = useContext(StackContext);
  const [element, ref] = useState<Element | null>(null);
  const add = stack?.add;
  useLayoutEffect(() => (element && add ? add(element) : undefined), [element, add]);
  const isFirst = element !== null && stack?.banners[0] === element;
  return { ref, place: stack?.isFolded ? (isFirst ? "line" : "behind") : "whole", isFirst, stack };
}
