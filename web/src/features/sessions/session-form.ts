import type { RecordingMode, Session, SessionInput } from "@/api/types";
import { type WallTime, nextFullHour, wallTime } from "@/i18n/dates";
import { addDays } from "@/ui/calendar";

/** What the form holds. Names are the API's, so that its complaints find their field. */
export interface SessionDraft {
  title: string;
  starts_at: WallTime;
  duration_minutes: number;
  timezone: string;
  description: string;
  /** As typed; students, the teacher not counted. */
  capacity: string;
  allow_guests: boolean;
  end_to_end: boolean;
  /** Of one that is encrypted from end to end the server can keep nothing: then it is never recorded, whatever stands here. */
  recording: RecordingMode;
  /** Null while nobody has chosen: the server then hides them where it can. */
  hide_addresses: boolean | null;
}

export const DURATIONS = [30, 45, 60, 90] as const;
/** Until the server has said how many its rooms hold: students, the teacher not counted. */
export const LARGEST_CAPACITY = 5;

export function emptyDraft(timezone: string, now: number): SessionDraft {
  return {
    title: "",
    starts_at: nextFullHour(now, timezone),
    duration_minutes: 60,
    timezone,
    description: "",
    capacity: "1",
    allow_guests: false,
    end_to_end: false,
    recording: "automatic",
    hide_addresses: null,
  };
}

export function draftOf(session: Session): SessionDraft {
  return {
    title: session.title,
    starts_at: wallTime(session.starts_at, session.timezone),
    duration_minutes: session.duration_minutes,
    timezone: session.timezone,
    description: session.description,
    capacity: String(session.capacity),
    allow_guests: session.allow_guests,
    end_to_end: session.end_to_end,
    recording: session.recording,
    hide_addresses: session.hide_addresses,
  };
}

/** The same again on the same day of the week: a week later, or the first such day that still lies ahead. */
export function nextDraft(session: Session, now: number): SessionDraft {
  const draft = draftOf(session);
  const { time } = draft.starts_at;
  const present = wallTime(now, session.timezone);
  let date = addDays(draft.starts_at.date, 7);
  while (`${date} ${time}` <= `${present.date} ${present.time}`) date = addDays(date, 7);
  return { ...draft, starts_at: { date, time } };
}

/** As the API takes it: wall time without an offset, read by the server in `timezone`. */
export function inputOf(draft: SessionDraft): SessionInput {
  return {
    title: draft.title.trim(),
    description: draft.description.trim(),
    starts_at: `${draft.starts_at.date}T${draft.starts_at.time}:00`,
    duration_minutes: draft.duration_minutes,
    timezone: draft.timezone,
    capacity: Number(draft.capacity),
    allow_guests: draft.allow_guests,
    end_to_end: draft.end_to_end,
    recording: draft.end_to_end ? "never" : draft.recording,
    hide_addresses: draft.hide_addresses,
  };
}

/**
 * Only what was changed. Above all an untouched start is not sent again: as wall time it would move by an hour when
 * it lies in the hour that happens twice, and it may lie in the past by now.
 */
export function changesOf(session: Session, draft: SessionDraft): Partial<SessionInput> {
  const before = draftOf(session);
  const sameTime =
    before.starts_at.date === draft.starts_at.date &&
    before.starts_at.time === draft.starts_at.time &&
    before.timezone === draft.timezone;
  const { starts_at, timezone, ...rest } = inputOf(draft);
  const old: Partial<SessionInput> = inputOf(before);
  const changed = Object.entries(rest).filter(([name, value]) => old[name as keyof SessionInput] !== value);
  return { ...Object.fromEntries(changed), ...(sameTime ? {} : { starts_at, timezone }) };
}
