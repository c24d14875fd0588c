import { Link } from "@tanstack/react-router";
import { Video } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { rememberPasscode } from "@/api/passcodes";
import type { Session } from "@/api/types";
import { formatTime, viewerZone } from "@/i18n/dates";
import { Button, buttonClass } from "@/ui/Button";
import { useNow } from "@/ui/now";

import { joinIsOpen, opensAt } from "../timing";

/** One way into the room: a link when it is time, otherwise a sleeping button that says when it wakes. */
export function JoinButton({ session, className }: { session: Session; className?: string }) {
  const { t } = useTranslation("sessions");
  const user = useUser();
  const now = useNow();
  const label = (
    <>
      <Video size={20} aria-hidden />
      {t(session.teacher.id === user.id && session.status !== "live" ? "join.open" : "join.enter")}
    </>
  );
  if (joinIsOpen(session, user.id, now)) {
    return (
      <Link
        to="/video-room/$meetingId"
        params={{ meetingId: session.meeting_id }}
        search={{ session: session.id }}
        className={buttonClass({ size: "large", className })}
        onClick={() => session.passcode && rememberPasscode(session.meeting_id, session.passcode)}
      >
        {label}
      </Link>
    );
  }
  if (!session.may.join || session.status !== "scheduled") return null;
  const today = opensAt(session) - now < 12 * 3_600_000;
  return (
    <div className={className}>
      <Button size="large" disabled aria-describedby={`join-${session.id}`} className="w-full">
        {label}
      </Button>
      <p id={`join-${session.id}`} className="mt-1.5 text-sm text-quiet">
        {today ? t("join.opensAt", { time: formatTime(opensAt(session), viewerZone()) }) : t("join.opensLater")}
      </p>
    </div>
  );
}
