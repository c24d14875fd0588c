import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import type { Session } from "@/api/types";
import { Card } from "@/ui/Card";
import { CopyLabel, useCopy } from "@/ui/CopyField";
import { Countdown } from "@/ui/Countdown";
import { Button } from "@/ui/Button";
import { useNow } from "@/ui/now";

import { people } from "../people";
import { JoinButton } from "./JoinButton";
import { StatusBadge } from "./StatusBadge";
import { When } from "./When";

/** The large card: what is next, when, with whom, and the one button. */
export function NextSession({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const user = useUser();
  return (
    <Card aria-labelledby="next-session" className="grid gap-x-10 gap-y-6 p-6 sm:p-8 md:grid-cols-[1fr_auto] md:items-end">
      <div className="min-w-0">
        <HowSoon session={session} />
        <h2 id="next-session" className="mt-3 text-2xl">
          <Link to="/sessions/$sessionId" params={{ sessionId: session.id }} className="hover:underline">
            {session.title}
          </Link>
        </h2>
        <p className="mt-1.5 mb-5 text-lg text-quiet">{people(session, user.id, t)}</p>
        <When session={session} />
      </div>
      <div className="flex flex-col gap-3 md:w-64">
        <JoinButton session={session} className="w-full" />
        {session.link && <CopyInvitation link={session.link} />}
      </div>
    </Card>
  );
}

function HowSoon({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const now = useNow();
  if (session.status === "live") return <StatusBadge status="live" />;
  if (Date.parse(session.starts_at) <= now) return <p className="font-semibold text-accent">{t("next.now")}</p>;
  return (
    <p className="font-semibold text-accent">
      {t("next.label")} <Countdown to={session.starts_at} className="tabular" />
    </p>
  );
}

function CopyInvitation({ link }: { link: string }) {
  const { t } = useTranslation("sessions");
  const [state, copy] = useCopy();
  return (
    <Button variant="secondary" onClick={() => copy(new URL(link, window.location.origin).href)}>
      {state === "idle" ? t("share.copyLink") : <CopyLabel state={state} />}
    </Button>
  );
}
