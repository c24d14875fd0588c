import type { Participant, RoomRecording } from "@/call/protocol";
import type { RecorderState } from "@/record/recorder";

export type Change = "started" | "paused" | "resumed" | "stopped";

/** Recording in this room, as the page knows it. Numbers are milliseconds since 1970 by the server's clock. */
export interface RecordingView extends RoomRecording {
  /** How far the server's clock is ahead of this page's, in milliseconds. */
  aheadMs: number;
  /** By participant id: everything of theirs before this is saved. */
  saved: Readonly<Record<string, number>>;
  /** By participant id: since when they have a microphone, a camera or a screen on. */
  sending: Readonly<Record<string, number>>;
  /** What this page captures; null while it captures nothing. */
  own: RecorderState | null;
}

export const NO_RECORDING: RecordingView = { state: "off", since: null, aheadMs: 0, saved: {}, sending: {}, own: null };

export type RecordingEvent =
  | { kind: "learned"; recording: RoomRecording; aheadMs: number }
  | { kind: "changed"; recording: RoomRecording }
  | { kind: "saved"; participantId: string; until: number }
  | { kind: "sending"; sending: RecordingView["sending"] }
  | { kind: "own"; own: RecorderState | null };

export function followRecording(view: RecordingView, event: RecordingEvent): RecordingView {
  switch (event.kind) {
    case "learned":
      return { ...view, ...event.recording, aheadMs: event.aheadMs };
    case "changed":
      return { ...view, ...event.recording };
    case "saved":
      return { ...view, saved: { ...view.saved, [event.participantId]: event.until } };
    case "sending":
      return { ...view, sending: event.sending };
    case "own":
      return { ...view, own: event.own };
  }
}

/** What the others should be told of it; null: nothing. */
export function changeBetween(before: RoomRecording, now: RoomRecording): Change | null {
  if (before.state === now.state) return null;
  if (now.state === "off") return "stopped";
  if (now.state === "paused") return "paused";
  return before.state === "paused" ? "resumed" : "started";
}

type Sender = Pick<Participant, "id" | "audio" | "video" | "screen">;

/** The same object where nothing has changed. */
export function sendingSince(before: RecordingView["sending"], people: readonly Sender[], now: number): RecordingView["sending"] {
  const senders = people.filter(({ audio, video, screen }) => audio || video || screen !== null);
  const isSame = senders.length === Object.keys(before).length && senders.every(({ id }) => id in before);
  return isSame ? before : Object.fromEntries(senders.map(({ id }) => [id, before[id] ?? now]));
}

/** Trouble that can still be mended. */
export const BEHIND_MS = 30_000;

export type RecordedPerson = Pick<Participant, "id" | "recorded" | "can_record" | "copied_by">;

/** Nothing of them is recorded although they agreed: their browser cannot, and nobody else's does. */
export function isLost({ recorded, can_record, copied_by }: RecordedPerson): boolean {
  return recorded === true && !can_record && copied_by === null;
}

/** For how long nothing of somebody has been saved although there is something; 0 where nothing is to be expected. `now`: by the server's clock. */
export function lagOf(view: RecordingView, person: RecordedPerson, now: number): number {
  const { id, recorded } = person;
  const begun = view.sending[id];
  if (view.state !== "on" || recorded !== true || isLost(person) || begun === undefined || view.since === null) return 0;
  return Math.max(0, now - Math.max(begun, Date.parse(view.since), view.saved[id] ?? 0));
}
