import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CirclePlay } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Recording, Session } from "@/api/types";
import { formatDuration } from "@/i18n/dates";
import { buttonClass } from "@/ui/Button";
import { Skeleton } from "@/ui/Skeleton";

import { recordingQuery } from "../api";

/** What was recorded of a session; null: nothing, undefined: that is not known yet. */
export function useRecordingOf({ id, status }: Session): Recording | null | undefined {
  const mayHaveOne = status === "live" || status === "ended";
  const { data, isPending } = useQuery({ ...recordingQuery(id), enabled: mayHaveOne });
  return mayHaveOne && isPending ? undefined : (data ?? null);
}

/** The way to what was recorded, and how far that is. Nothing where nothing was. */
export function ReplayLink({ recording }: { recording: Recording | null | undefined }) {
  const { t } = useTranslation("sessions");
  if (recording === undefined) return <Skeleton className="h-13 w-56" />;
  if (recording === null) return null;
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
