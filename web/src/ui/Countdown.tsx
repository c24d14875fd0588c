import { locale } from "@/i18n/language";

import { useNow } from "./now";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time until an instant: "in 3 days", "in 2 hours", and to the second in the last hour. */
export function Countdown({ to, className }: { to: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={to} className={className}>
      {remaining(new Date(to).getTime() - now)}
    </time>
  );
}

export function remaining(milliseconds: number): string {
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  if (milliseconds >= 2 * DAY) return relative.format(Math.floor(milliseconds / DAY), "day");
  if (milliseconds >= HOUR) {
    const parts = new Intl.NumberFormat(locale(), { style: "unit", unit: "hour", unitDisplay: "short" });
    const minutes = new Intl.NumberFormat(locale(), { style: "unit", unit: "minute", unitDisplay: "short" });
    const rest = Math.floor((milliseconds % HOUR) / MINUTE);
    return `${parts.format(Math.floor(milliseconds / HOUR))} ${minutes.format(rest)}`;
  }
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
