import { useTranslation } from "react-i18next";

import type { Session } from "@/api/types";
import { formatDateTime, formatZone, viewerZone } from "@/i18n/dates";

/** What has happened so far, in the viewer's zone. */
export function History({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const zone = viewerZone();
  const events = [
    { what: t("history.created"), at: session.created_at },
    { what: t("history.began"), at: session.actual_start },
    { what: t("history.ended"), at: session.actual_end },
    { what: t("history.cancelled"), at: session.status === "cancelled" ? session.updated_at : null },
  ].filter((event): event is { what: string; at: string } => event.at !== null);
  return (
    <section aria-labelledby="history-heading">
      <h2 id="history-heading" className="mb-3 text-xl">
        {t("history.title")}
      </h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        {events.map((event) => (
          <div key={event.what} className="contents">
            <dt className="text-quiet">{event.what}</dt>
            <dd className="tabular">{formatDateTime(event.at, zone)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-sm text-quiet">{formatZone(zone, session.created_at)}</p>
    </section>
  );
}
