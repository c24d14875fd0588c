import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatClock } from "@/i18n/clock";
import type { Span } from "@/replay/manifest";

interface TrimHandlesProps {
  part: Span;
  /** All that there is. */
  axis: Span;
  /** Where on the bar a moment is. */
  share: (ms: number) => string;
  onChange: (part: Span, moved: "start" | "end") => void;
}

export const SHORTEST_MS = 1_000;
const VEIL = "pointer-events-none absolute inset-y-0 bg-ground/75";
const STEPS_MS: Record<string, number> = {
  ArrowLeft: -1_000,
  ArrowDown: -1_000,
  ArrowRight: 1_000,
  ArrowUp: 1_000,
  PageDown: -10_000,
  PageUp: 10_000,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Two edges on the timeline, to be pulled or moved by keys; what is outside of them is dimmed. */
export function TrimHandles({ part, axis, share, onChange }: TrimHandlesProps) {
  const [start, end] = part;
  const momentAt = (share: number) => axis[0] + Math.min(1, Math.max(0, share)) * (axis[1] - axis[0]);
  const move = (which: "start" | "end", ms: number) => {
    const moved = Math.round(ms);
    if (which === "start") onChange([Math.min(Math.max(moved, axis[0]), end - SHORTEST_MS), end], which);
    else onChange([start, Math.max(Math.min(moved, axis[1]), start + SHORTEST_MS)], which);
  };
  return (
    <>
      <span aria-hidden className={VEIL} style={{ left: 0, width: share(start) }} />
      <span aria-hidden className={VEIL} style={{ left: share(end), right: 0 }} />
      {/* Between them nothing of the bar is covered: one still jumps there. */}
      <span aria-hidden className="pointer-events-none absolute inset-y-1 border-y-2 border-yellow" style={{ left: share(start), right: `calc(100% - ${share(end)})` }} />
      <Handle which="start" at={start} range={[axis[0], end - SHORTEST_MS]} {...{ share, momentAt }} onMove={(ms) => move("start", ms)} />
      <Handle which="end" at={end} range={[start + SHORTEST_MS, axis[1]]} {...{ share, momentAt }} onMove={(ms) => move("end", ms)} />
    </>
  );
}

interface HandleProps extends Pick<TrimHandlesProps, "share"> {
  /** Of a place on the bar, from 0 to 1. */
  momentAt: (place: number) => number;
  which: "start" | "end";
  at: number;
  range: Span;
  onMove: (ms: number) => void;
}

function Handle({ which, at, range, share, momentAt, onMove }: HandleProps) {
  const { t } = useTranslation("replay");
  const [isPulled, setIsPulled] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS_MS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(Math.min(range[1], Math.max(range[0], at + step)));
  };
  // The bar beneath has a meaning of its own for all of these.
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setIsPulled(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!isPulled) return;
    event.stopPropagation();
    const bar = event.currentTarget.parentElement?.getBoundingClientRect();
    if (bar?.width) onMove(momentAt((event.clientX - bar.left) / bar.width));
  };
  const onPointerUp = (event: PointerEvent) => {
    event.stopPropagation();
    setIsPulled(false);
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={t(`trim.${which}`)}
      aria-valuemin={Math.round(range[0] / 1_000)}
      aria-valuemax={Math.round(range[1] / 1_000)}
      aria-valuenow={Math.round(at / 1_000)}
      aria-valuetext={formatClock(at)}
      className="absolute inset-y-0 z-10 flex w-11 -translate-x-1/2 cursor-ew-resize touch-none items-center justify-center rounded-small"
      style={{ left: share(at) }}
      {...{ onKeyDown, onPointerDown, onPointerMove, onPointerUp }}
      onPointerCancel={onPointerUp}
    >
      <span aria-hidden className="h-full w-2.5 rounded-small bg-yellow ring-2 ring-ground" />
    </span>
  );
}
