import { useTranslation } from "react-i18next";

import type { Session } from "@/api/types";
import {
  formatDay,
  formatDuration,
  formatShortDay,
  formatTimeRange,
  formatZone,
  sameClock,
  viewerZone,
  wallTime,
} from "@/i18n/dates";

/** Day and hours by the viewer's clock, and by the teacher's where it shows something else. */
export function When({ session, large = false }: { session: Session; large?: boolean }) {
  const { t } = useTranslation("sessions");
  const { starts_at, ends_at, timezone } = session;
  const mine = viewerZone();
  const sameDay = wallTime(starts_at, mine).date === wallTime(starts_at, timezone).date;
  return (
    <div>
      <p className={large ? "text-lg" : undefined}>
        <span className="inline-block first-letter:uppercase">{formatDay(starts_at, mine)}</span>
        <span className="text-quiet"> · </span>
        <span className="font-semibold tabular whitespace-nowrap">{formatTimeRange(starts_at, ends_at, mine)}</span>
        <span className="text-quiet"> · {formatDuration(session.duration_minutes)}</span>
      </p>
      <p className="text-sm text-quiet">{formatZone(mine, starts_at)}</p>
      {!sameClock(mine, timezone, starts_at) && (
        <p className="mt-1 text-sm text-quiet">
          {t("when.teacher", {
            time: sameDay
              ? formatTimeRange(starts_at, ends_at, timezone)
              : `${formatShortDay(starts_at, timezone)}, ${formatTimeRange(starts_at, ends_at, timezone)}`,
            zone: formatZone(timezone, starts_at),
          })}
        </p>
      )}
    </div>
  );
}
