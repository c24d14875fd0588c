import { formatDuration } from "@/i18n/dates";
import { locale } from "@/i18n/language";

import { useNow } from "./now";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time left until an instant: "3 days", "2 h 5 min", and to the second in the last hour. */
export function Countdown({ to, className }: { to: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={to} className={className}>
      {remaining(new Date(to).getTime() - now)}
    </time>
  );
}

export function remaining(milliseconds: number): string {
  if (milliseconds >= 2 * DAY) {
    const days = new Intl.NumberFormat(locale(), { style: "unit", unit: "day", unitDisplay: "long" });
    return days.format(Math.floor(milliseconds / DAY));
  }
  if (milliseconds >= HOUR) return formatDuration(Math.floor(milliseconds / MINUTE));
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
