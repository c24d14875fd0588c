import type { Session } from "@/api/types";
import { wallTime } from "@/i18n/dates";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** How long before the start the Join button comes alive. */
export const EARLY_MINUTES = 15;

export function opensAt(session: Session): number {
  return Date.parse(session.starts_at) - EARLY_MINUTES * MINUTE;
}

/** A teacher may always go in and prepare; for a student there is nobody to meet much before the start. */
export function joinIsOpen(session: Session, userId: string, now: number): boolean {
  if (!session.may.join) return false;
  if (session.status === "live" || session.teacher.id === userId) return true;
  return session.status === "scheduled" && now >= opensAt(session);
}

/** Over, or planned for a time that has gone by. */
export function isPast({ status, ends_at }: Pick<Session, "status" | "ends_at">, now: number): boolean {
  if (status === "live") return false;
  return status === "ended" || status === "cancelled" || Date.parse(ends_at) <= now;
}

export interface Agenda {
  /** The one to get ready for: live, or the next to start. */
  next: Session | null;
  today: Session[];
  week: Session[];
}

/** Sorts what is not over into next, the rest of today and the six days after, by the viewer's calendar. */
export function agenda(sessions: readonly Session[], now: number, zone: string): Agenda {
  const ahead = sessions.filter((session) => session.status === "live" || Date.parse(session.ends_at) > now);
  const next = ahead.find((session) => session.status === "live") ?? ahead[0] ?? null;
  const rest = ahead.filter((session) => session !== next);
  const today = wallTime(now, zone).date;
  const dateOf = (session: Session) => wallTime(session.starts_at, zone).date;
  const weekEnd = wallTime(now + 7 * DAY, zone).date;
  return {
    next,
    today: rest.filter((session) => dateOf(session) <= today),
    week: rest.filter((session) => dateOf(session) > today && dateOf(session) < weekEnd),
  };
}
