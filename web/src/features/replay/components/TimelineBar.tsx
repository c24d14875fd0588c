import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatClock } from "@/i18n/clock";
import type { Span } from "@/replay/manifest";
import type { ReplayClock } from "@/replay/replay-clock";
import type { Gap, Lane, Timeline } from "@/replay/timeline";
import { cx } from "@/ui/cx";

import { useChapterName, useNameOf } from "../names";
import { useClockState, usePosition } from "../playback";
import { Preview } from "./Preview";

interface TimelineBarProps {
  clock: ReplayClock;
  timeline: Timeline;
  /** What lies over it: handles, while somebody trims. `share` says where on it a moment is. */
  over?: (share: (ms: number) => string) => ReactNode;
}

const MINUTE_MS = 60_000;
const STEP_MS = 5_000;

/** Where one is, what there is before and behind, and who spoke when. Everything on it leads to its moment. */
export function TimelineBar({ clock, timeline, over }: TimelineBarProps) {
  const { t } = useTranslation("replay");
  const nameOf = useNameOf(timeline);
  const position = usePosition(clock);
  const { fromMs, durationMs } = useClockState(clock);
  const [start, end] = timeline.axis;
  const lengthMs = Math.max(1, end - start);
  const surface = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [isDragging, setIsDragging] = useState(false);
  const shown = isDragging && pointed !== null ? pointed : position;

  const momentAt = (clientX: number) => {
    const box = surface.current?.getBoundingClientRect();
    if (!box || box.width === 0) return start;
    return start + Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * lengthMs;
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setIsDragging(true);
    setPointed(momentAt(event.clientX));
  };
  const onPointerUp = (event: PointerEvent) => {
    if (isDragging) clock.seek(momentAt(event.clientX));
    letGo();
  };
  const letGo = () => {
    setIsDragging(false);
    setPointed(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: STEP_MS, ArrowDown: -STEP_MS, PageUp: MINUTE_MS, PageDown: -MINUTE_MS }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    clock.seek(clock.position + by);
  };

  const seconds = (ms: number) => Math.round((ms - start) / 1_000);
  const share = (ms: number) => `${100 * Math.min(1, Math.max(0, (ms - start) / lengthMs))}%`;
  const width = (ms: number) => `${(100 * ms) / lengthMs}%`;
  return (
    <div className="grid grid-cols-[4.5rem_1fr] gap-x-2 px-3 sm:grid-cols-[8rem_1fr] sm:px-5">
      <ul aria-label={t("timeline.lanes")} className="flex max-h-24 flex-col gap-1 pt-9 max-sm:max-h-20 max-sm:overflow-hidden max-sm:[@media(max-height:700px)]:max-h-9">
        {timeline.lanes.map(({ person, speech, isSpeechKnown }) => (
          <li key={person.id} className="h-4 truncate text-sm leading-4 text-quiet" title={nameOf(person.id)}>
            <span aria-hidden>{nameOf(person.id)}</span>
            <span className="sr-only">{isSpeechKnown ? spoken(t, nameOf(person.id), speech) : t("timeline.notKnown", { name: nameOf(person.id) })}</span>
          </li>
        ))}
      </ul>
      <div
        ref={surface}
        className="relative cursor-pointer touch-pan-y pb-2"
        onPointerDown={onPointerDown}
        onPointerMove={(event) => setPointed(momentAt(event.clientX))}
        onPointerUp={onPointerUp}
        onPointerCancel={letGo}
        onPointerLeave={() => !isDragging && setPointed(null)}
      >
        <div
          role="slider"
          tabIndex={0}
          aria-label={t("timeline.label")}
          aria-valuemin={seconds(fromMs)}
          aria-valuemax={seconds(durationMs)}
          aria-valuenow={seconds(position)}
          aria-valuetext={t("controls.position", { position: timeline.words(position), duration: timeline.words(durationMs) })}
          className="group relative h-9 rounded-small"
          onKeyDown={onKeyDown}
        >
          <div className="absolute inset-x-0 top-1/2 h-2 -translate-y-1/2 overflow-hidden rounded-full bg-line">
            <div className="h-full bg-accent" style={{ width: share(shown) }} />
          </div>
          {timeline.gaps.filter(({ participantId }) => participantId === null).map((gap) => (
            <Hatched key={gap.span.join()} gap={gap} {...{ share, width }} className="top-1/2 h-2 -translate-y-1/2" />
          ))}
          {timeline.chapters.map((chapter, index) => (
            <span
              key={index}
              aria-hidden
              className="absolute top-1/2 h-4 w-0.5 -translate-x-1/2 -translate-y-1/2 rounded-full bg-ink/80"
              style={{ left: share(chapter.at_ms) }}
            />
          ))}
          <span
            aria-hidden
            className="absolute top-1/2 size-4 -translate-x-1/2 -translate-y-1/2 rounded-full bg-accent ring-3 ring-ground"
            style={{ left: share(shown) }}
          />
        </div>
        <div aria-hidden className="flex max-h-15 flex-col gap-1 max-sm:max-h-11 max-sm:overflow-hidden max-sm:[@media(max-height:700px)]:max-h-0">
          {timeline.lanes.map((lane, index) => (
            <LaneRow key={lane.person.id} {...{ lane, share, width }} axis={[start, lengthMs]} tone={index % 2} gaps={timeline.gaps.filter(({ participantId }) => participantId === lane.person.id)} />
          ))}
        </div>
        <span aria-hidden className="pointer-events-none absolute top-6 bottom-2 w-px -translate-x-1/2 bg-ink/70" style={{ left: share(shown) }} />
        {timeline.trimmed.map(([from, to]) => (
          <span key={from} data-trimmed aria-hidden className="absolute inset-y-0 bg-ground/75 text-quiet" style={{ left: share(from), width: width(to - from), ...HATCHES }} />
        ))}
        {over?.(share)}
        {pointed !== null && <Pointed {...{ timeline, share }} ms={pointed} at={(pointed - start) / lengthMs} />}
      </div>
    </div>
  );
}

interface LaneRowProps {
  lane: Lane;
  gaps: readonly Gap[];
  /** Where the bar begins, and how long it is. */
  axis: [start: number, lengthMs: number];
  share: (ms: number) => string;
  width: (ms: number) => string;
  tone: number;
}

function LaneRow({ lane: { speech, present }, gaps, axis: [start, lengthMs], share, width, tone }: LaneRowProps) {
  return (
    <div className="relative h-4 overflow-hidden rounded-small">
      {/* One path each: a talkative hour has a thousand pieces. */}
      <svg viewBox={`${start} 0 ${lengthMs} 10`} preserveAspectRatio="none" className="absolute inset-0 size-full">
        <path d={pathOf(present, 4, 6)} className="fill-line" />
        <path d={pathOf(speech, 1, 9)} className={tone === 0 ? "fill-accent" : "fill-yellow"} />
      </svg>
      {gaps.map((gap) => (
        <Hatched key={gap.span.join()} gap={gap} {...{ share, width }} className="inset-y-0.5" />
      ))}
    </div>
  );
}

function pathOf(spans: readonly Span[], top: number, bottom: number): string {
  return spans.map(([from, to]) => `M${from} ${top}H${to}V${bottom}H${from}Z`).join("");
}

const HATCHES = { backgroundImage: "repeating-linear-gradient(-45deg, currentColor 0 2px, transparent 2px 5px)" };

/** What is not there: on purpose, or lost. */
function Hatched({ gap: { span, reason }, share, width, className }: Pick<LaneRowProps, "share" | "width"> & { gap: Gap; className: string }) {
  const [from, to] = span;
  return (
    <span
      aria-hidden
      className={cx("absolute min-w-1 bg-ground", reason === "missing" ? "text-danger" : "text-quiet", className)}
      style={{
        left: share(from),
        width: width(to - from),
        ...HATCHES,
      }}
    />
  );
}

interface PointedProps {
  timeline: Timeline;
  ms: number;
  /** Where on the bar that is, from 0 to 1. */
  at: number;
  share: (ms: number) => string;
}

/** What there is at the moment under the pointer, before one goes there. */
function Pointed({ timeline, ms, at, share }: PointedProps) {
  const { t } = useTranslation("replay");
  const chapter = timeline.chapterAt(ms);
  const chapterName = useChapterName(timeline);
  return (
    <div
      className="pointer-events-none absolute bottom-full z-20 mb-1 flex w-44 flex-col overflow-hidden rounded-card bg-raised text-center text-sm shadow-float"
      // Within the bar at both of its ends.
      style={{ left: share(ms), transform: `translateX(${-100 * at}%)` }}
    >
      <Preview timeline={timeline} ms={ms} />
      <p className="truncate px-2 py-1">
        <span className="font-semibold tabular">{timeline.words(ms)}</span>
        {timeline.gapAt(ms) ? ` · ${t("gap.short")}` : chapter ? ` · ${chapterName(chapter)}` : null}
      </p>
    </div>
  );
}

function spoken(t: ReturnType<typeof useTranslation<"replay">>["t"], name: string, speech: readonly Span[]): string {
  const ms = speech.reduce((sum, [from, to]) => sum + to - from, 0);
  return ms > 0 ? t("timeline.spoke", { name, time: formatClock(ms) }) : t("timeline.silent", { name });
}
