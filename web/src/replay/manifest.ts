/** A replay as the server describes it. Every `…_ms` is a whole number of milliseconds on the recording's timeline, 0 being its start. */

/** From (inclusive) to (exclusive), in milliseconds. */
export type Span = [from: number, to: number];

export type TrackKind = "microphone" | "camera" | "screen";

export interface ReplayTrack {
  id: string;
  participant_id: string | null;
  kind: TrackKind;
  mime_type: string;
  starts_ms: number;
  duration_ms: number;
  /** Milliseconds of the room's clock per millisecond of the file: 1, give or take some millionths. */
  rate: number;
  /** Good for a few minutes only. */
  src: string;
  width: number | null;
  height: number | null;
  /** When there was a voice in it, where that is known. */
  speech: Span[] | null;
  /** What of it is not there. */
  missing: Span[];
}

export interface ReplayPerson {
  id: string;
  /** Null for somebody who did not want to be recorded. */
  name: string | null;
  role: string;
}

export interface ReplayEvent {
  at_ms: number;
  kind: string;
  participant_id: string | null;
  data: Record<string, unknown>;
}

export interface ReplayFile {
  id: string;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
}

export interface ReplayMessage {
  at_ms: number;
  id: number;
  participant_id: string | null;
  name: string | null;
  text: string;
  reply_to: number | null;
  files: ReplayFile[];
}

export interface ReplayChapter {
  at_ms: number;
  kind: string;
  title: string | null;
  participant_id: string | null;
}

export type DocumentName = "board" | "code";

export interface ReplayDocument {
  name: DocumentName;
  /** Whose own copy; null for the one that everybody shared. */
  owner: string | null;
  src: string;
}

export interface Replay {
  id: string;
  session: { id: string; title: string; teacher_name: string; timezone: string };
  started_at: string;
  duration_ms: number;
  /** `recording`: the lesson still runs. `saving`: it is over, and some of it is still being sent. */
  state: "recording" | "saving" | "ready";
  people: ReplayPerson[];
  tracks: ReplayTrack[];
  gaps: { from_ms: number; to_ms: number; reason: string }[];
  events: ReplayEvent[];
  chat: ReplayMessage[];
  chapters: ReplayChapter[];
  documents: ReplayDocument[];
}

export function endOf({ starts_ms, duration_ms }: ReplayTrack): number {
  return starts_ms + duration_ms;
}

export function isWithin(spans: readonly Span[], ms: number): boolean {
  return spans.some(([from, to]) => from <= ms && ms < to);
}
