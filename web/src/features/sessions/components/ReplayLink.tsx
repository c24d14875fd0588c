import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CirclePlay } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Session } from "@/api/types";
import { formatDuration } from "@/i18n/dates";
import { buttonClass } from "@/ui/Button";

import { recordingQuery } from "../api";

/** The way to what was recorded, and how far that is. Nothing where nothing was. */
export function ReplayLink({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const mayHaveOne = session.status === "live" || session.status === "ended";
  const { data: recording } = useQuery({ ...recordingQuery(session.id), enabled: mayHaveOne });
  if (!mayHaveOne || !recording) return null;
  const { id, state, duration_ms } = recording;
  const duration = formatDuration(Math.max(1, Math.round(duration_ms / 60_000)));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Link
        to="/replay/$recordingId"
        params={{ recordingId: id }}
        preload={false}
        className={buttonClass({ variant: state === "recording" ? "secondary" : "primary", size: "large" })}
      >
        <CirclePlay size={20} aria-hidden />
        {t("replay.action")}
      </Link>
      <p className="text-quiet">{t(`replay.${state}`, { duration })}</p>
    </div>
  );
}
