/** A replay as the server describes it. Every `…_ms` is a whole number of milliseconds on its timeline, 0 being its start. */
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Replay = Schemas["Replay"];
export type ReplayTrack = Schemas["ReplayTrack"];
export type ReplayPerson = Schemas["ReplayPerson"];
export type ReplayEvent = Schemas["ReplayEvent"];
export type ReplayMessage = Schemas["ReplayMessage"];
export type ReplayChapter = Schemas["ReplayChapter"];
export type ReplayDocument = Schemas["ReplayDocument"];
export type ReplayGap = Schemas["ReplayGap"];
export type ReplayCaptions = Schemas["ReplayCaptions"];
export type DocumentName = Schemas["DocumentName"];

/** From (inclusive) to (exclusive), in milliseconds. */
export type Span = [from: number, to: number];

export function endOf({ starts_ms, duration_ms }: ReplayTrack): number {
  return starts_ms + duration_ms;
}

export function isWithin(spans: readonly Span[], ms: number): boolean {
  return spans.some(([from, to]) => from <= ms && ms < to);
}
