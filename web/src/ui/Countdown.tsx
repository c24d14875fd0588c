import { formatDuration } from "@/i18n/dates";
import { locale } from "@/i18n/language";

import { useNow } from "./now";

const MINUTE_S = 60;
const DAY_S = 24 * 60 * MINUTE_S;

/** Time left until an instant, as it passes. */
export function Countdown({ to, className }: { to: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={to} className={className}>
      {remaining(new Date(to).getTime() - now)}
    </time>
  );
}

/** "3 days", "2 h 5 min", "22 min", "40 s": words, which nobody takes for a time of day. */
export function remaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  if (seconds >= 2 * DAY_S) {
    const days = new Intl.NumberFormat(locale(), { style: "unit", unit: "day", unitDisplay: "long" });
    return days.format(Math.floor(seconds / DAY_S));
  }
  return seconds >= MINUTE_S ? formatDuration(Math.floor(seconds / MINUTE_S)) : `${seconds} s`;
}
