import { CircleDot, Clock, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { formatDay, formatTime, formatZone, viewerZone, wallTime } from "@/i18n/dates";
import { locale } from "@/i18n/language";
import { Countdown } from "@/ui/Countdown";
import { useNow } from "@/ui/now";

import type { RoomState } from "../room-state";

/** When it starts, who is there already, and whether it is recorded. */
export function WhenAndWho({ state }: { state: RoomState }) {
  const { t } = useTranslation("recording");
  const who = useWho(state);
  const recording = state.session?.recording ?? "never";
  return (
    <div className="flex flex-col gap-2">
      <Line icon={<Clock size={20} aria-hidden />}>
        <When state={state} />
      </Line>
      {who && <Line icon={<Users size={20} aria-hidden />}>{who}</Line>}
      {recording !== "never" && <Line icon={<CircleDot size={20} aria-hidden className="text-danger" />}>{t(`green.${recording}.title`)}</Line>}
    </div>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-3">
      <span className="mt-0.5 text-quiet">{icon}</span>
      <span className="min-w-0">{children}</span>
    </p>
  );
}

function When({ state: { session } }: { state: RoomState }) {
  const { t } = useTranslation("room");
  const now = useNow();
  if (session === null) return null;
  if (session.status === "live") return <>{t("when.live")}</>;
  const startsAt = new Date(session.starts_at).getTime();
  if (startsAt <= now) return <>{t("when.now")}</>;
  const zone = viewerZone();
  const time = formatTime(startsAt, zone);
  const isToday = wallTime(startsAt, zone).date === wallTime(now, zone).date;
  return (
    <>
      {isToday ? t("when.starts", { time }) : t("when.startsOn", { day: formatDay(startsAt, zone, now), time })}
      {", "}
      {t("when.in")} <Countdown to={session.starts_at} className="tabular" />
      <span className="block text-sm text-quiet">{formatZone(zone, startsAt)}</span>
    </>
  );
}

function useWho({ inside, session, self }: RoomState): string | null {
  const { t } = useTranslation("room");
  if (inside === null || session === null) return null;
  const others = inside.inside.filter(({ id }) => id !== self?.id);
  if (others.length > 0) {
    const names = new Intl.ListFormat(locale()).format(others.map(({ name }) => name));
    return t("inside.people", { count: others.length, names });
  }
  if (self?.role === "teacher") return t("inside.nobody");
  return t(inside.teacher_present ? "inside.teacherPresent" : "inside.teacherMissing", {
    teacher: session.teacher_name,
  });
}
