import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import type { Session } from "@/api/types";
import {
  formatDay,
  formatDuration,
  formatShortDay,
  formatTime,
  formatTimeRange,
  formatZone,
  sameClock,
  viewerZone,
  wallTime,
} from "@/i18n/dates";

/** Day and hours by the viewer's clock, and by the teacher's where it shows something else. */
export function When({ session, large = false }: { session: Session; large?: boolean }) {
  const { t } = useTranslation("sessions");
  const { id } = useUser();
  const { starts_at, timezone, teacher } = session;
  const mine = viewerZone();
  const sameDay = wallTime(starts_at, mine).date === wallTime(starts_at, timezone).date;
  return (
    <div>
      <p className={large ? "text-lg" : undefined}>
        <span className="inline-block first-letter:uppercase">{formatDay(starts_at, mine)}</span>
        <span className="text-quiet"> · </span>
        <span className="font-semibold tabular whitespace-nowrap">{hours(session, mine)}</span>
        {" "}
        <span className="whitespace-nowrap text-quiet">· {formatDuration(session.duration_minutes)}</span>
      </p>
      <p className="text-sm text-quiet">{formatZone(mine, starts_at)}</p>
      {!sameClock(mine, timezone, starts_at) && (
        <p className="mt-1 text-sm text-quiet">
          {t(teacher.id === id ? "when.own" : "when.teacher", {
            time: sameDay
              ? hours(session, timezone)
              : `${formatShortDay(starts_at, timezone)}, ${hours(session, timezone)}`,
            zone: formatZone(timezone, starts_at),
          })}
        </p>
      )}
    </div>
  );
}

/** Across midnight Intl would repeat both dates; the day stands before it already. */
function hours({ starts_at, ends_at }: Session, zone: string): string {
  return wallTime(starts_at, zone).date === wallTime(ends_at, zone).date
    ? formatTimeRange(starts_at, ends_at, zone)
    : `${formatTime(starts_at, zone)} – ${formatTime(ends_at, zone)}`;
}
