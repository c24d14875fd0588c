/**
 * Instants for people: always in a named zone. Instants come from the server as ISO strings in UTC; a wall time is a
 * date and a time without an offset, which only means something beside an IANA zone.
 */
import { locale } from "./language";

export type Instant = string | number | Date;

export interface WallTime {
  /** `2025-11-26` */
  date: string;
  /** `14:30` */
  time: string;
}

export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "Wednesday 26 November" in that zone; with the year when it is not this year. */
export function formatDay(instant: Instant, zone: string, now: Instant = Date.now()): string {
  const sameYear = wallTime(instant, zone).date.slice(0, 4) === wallTime(now, zone).date.slice(0, 4);
  return format(instant, zone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** "Wed 26 Nov" */
export function formatShortDay(instant: Instant, zone: string): string {
  return format(instant, zone, { weekday: "short", day: "numeric", month: "short" });
}

/** "14:30" or "2:30 pm", as the language has it. */
export function formatTime(instant: Instant, zone: string): string {
  return format(instant, zone, { timeStyle: "short" });
}

export function formatTimeRange(start: Instant, end: Instant, zone: string): string {
  return formatter(zone, { hour: "numeric", minute: "2-digit" }).formatRange(new Date(start), new Date(end));
}

export function formatDateTime(instant: Instant, zone: string): string {
  return `${formatShortDay(instant, zone)}, ${formatTime(instant, zone)}`;
}

/** "Paris (GMT+1)": the name that people know, and the offset that holds at that instant. */
export function formatZone(zone: string, instant: Instant): string {
  return `${zoneCity(zone)} (${zoneOffset(zone, instant)})`;
}

/** The last part of an IANA name, readable: "America/New_York" is "New York". */
export function zoneCity(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

export function zoneOffset(zone: string, instant: Instant): string {
  // "shortOffset" is GMT+1 in English and UTC+1 in French.
  const parts = formatter(zone, { timeZoneName: "shortOffset" }).formatToParts(new Date(instant));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC";
}

/** Whether two zones show the same clock at that instant (Paris and Berlin do). */
export function sameClock(a: string, b: string, instant: Instant): boolean {
  const left = wallTime(instant, a);
  const right = wallTime(instant, b);
  return left.date === right.date && left.time === right.time;
}

export function wallTime(instant: Instant, zone: string): WallTime {
  // Swedish is the locale whose date format is ISO 8601.
  const text = formatter(zone, { dateStyle: "short", timeStyle: "short" }, "sv-SE").format(new Date(instant));
  const [date = "", time = ""] = text.split(" ");
  return { date, time };
}

/**
 * The instant that a wall time names, for showing only: the server does the reading that counts.
 * A time that the clocks skip gives null; one that happens twice gives the first.
 */
export function instantOf(wall: WallTime, zone: string): Date | null {
  const asUtc = Date.parse(`${wall.date}T${wall.time}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  // No zone is more than a day from UTC, and none changes its clocks twice within two days: the offsets a day before
  // and a day after are the only candidates.
  const DAY = 86_400_000;
  const candidates = [asUtc - DAY, asUtc + DAY]
    .map((near) => asUtc - offsetAt(near, zone))
    .filter((candidate) => {
      const shown = wallTime(candidate, zone);
      return shown.date === wall.date && shown.time === wall.time;
    });
  return candidates.length > 0 ? new Date(Math.min(...candidates)) : null;
}

/** The next full hour that leaves at least ten minutes, for a form's first suggestion. */
export function nextFullHour(now: Instant, zone: string): WallTime {
  const HOUR = 3_600_000;
  const soon = new Date(now).getTime() + 10 * 60_000;
  const wall = wallTime(soon, zone);
  if (wall.time.endsWith(":00")) return wall;
  const later = wallTime(soon + HOUR, zone);
  return { date: later.date, time: `${later.time.slice(0, 2)}:00` };
}

/** "Wednesday 26 November 2025" for a plain date, which is the same everywhere. */
export function formatPlainDate(date: string, options: Intl.DateTimeFormatOptions): string {
  return format(`${date}T12:00:00Z`, "UTC", options);
}

export function formatPlainTime(time: string): string {
  return formatTime(`2000-01-01T${time}:00Z`, "UTC");
}

/** "45 min", "1 h", "1 h 30 min" */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  // The international symbols, which every language of ours uses; Intl's English would say "30 mins".
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function offsetAt(instant: number, zone: string): number {
  const wall = wallTime(instant, zone);
  const toMinute = Math.floor(instant / 60_000) * 60_000;
  return Date.parse(`${wall.date}T${wall.time}:00Z`) - toMinute;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times what using it does, and lists use the same few. */
function formatter(zone: string, options: Intl.DateTimeFormatOptions, language = locale()): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
    formatters.set(key, found);
  }
  return found;
}

function format(instant: Instant, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(zone, options).format(new Date(instant));
}
