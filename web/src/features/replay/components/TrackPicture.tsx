import { useEffect, useRef } from "react";

import { cx } from "@/ui/cx";

interface TrackPictureProps {
  element: HTMLMediaElement;
  label: string;
  /** A face fills its place at the cost of its edges, as long as most of it stays. */
  fit: "whole" | "face";
  /** An element that is moved in the page stops; this sets it going again. */
  onPlaced: () => void;
}

/** In a place that is about as wide as a camera's picture. */
const FACE = "[@container_(min-aspect-ratio:5/4)_and_(max-aspect-ratio:5/2)]:object-cover";

/** The place of an element that the player made. */
export function TrackPicture({ element, label, fit, onPlaced }: TrackPictureProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.append(element);
    onPlaced();
    return () => element.remove();
  }, [element, onPlaced]);
  useEffect(() => {
    element.setAttribute("class", cx("size-full object-contain", fit === "face" && FACE));
    element.setAttribute("aria-label", label);
  }, [element, label, fit]);
  return <div ref={place} className="absolute inset-0 [container-type:size]" />;
}
