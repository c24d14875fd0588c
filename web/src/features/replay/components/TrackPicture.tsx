import { useEffect, useRef } from "react";

import { cx } from "@/ui/cx";

interface TrackPictureProps {
  element: HTMLMediaElement;
  label: string;
  /** Fills its place, at the cost of its edges: for faces. */
  cover: boolean;
  /** An element that is moved in the page stops; this sets it going again. */
  onPlaced: () => void;
}

/** The place of an element that the player made. */
export function TrackPicture({ element, label, cover, onPlaced }: TrackPictureProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.append(element);
    onPlaced();
    return () => element.remove();
  }, [element, onPlaced]);
  useEffect(() => {
    element.setAttribute("class", cx("size-full", cover ? "object-cover" : "object-contain"));
    element.setAttribute("aria-label", label);
  }, [element, label, cover]);
  return <div ref={place} className="absolute inset-0" />;
}
