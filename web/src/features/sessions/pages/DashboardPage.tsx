import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import type { Session } from "@/api/types";
import { formatDay, viewerZone } from "@/i18n/dates";
import { BrowserNotice } from "@/ui/BrowserNotice";
import { buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Loading, Skeleton } from "@/ui/Skeleton";
import { useNow } from "@/ui/now";

import { upcomingQuery } from "../api";
import { NextSession } from "../components/NextSession";
import { SessionList, SessionListLoading } from "../components/SessionList";
import { StartNowButton } from "../components/StartNowButton";
import { agenda } from "../timing";

export function DashboardPage() {
  const { t } = useTranslation("sessions");
  const user = useUser();
  const now = useNow();
  const upcoming = useQuery(upcomingQuery);
  const teaches = user.role === "teacher";
  return (
    <Page width="wide">
      <div className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div>
          <p className="mb-1 text-quiet first-letter:uppercase">{formatDay(now, viewerZone())}</p>
          <PageHeading title={t("dashboard.title")}>{t("dashboard.greeting", { name: firstName(user.name) })}</PageHeading>
        </div>
        {/* Not before it is known where they belong: a button must not move away from a hand or a key. */}
        {teaches && !upcoming.isPending && upcoming.data?.items.length !== 0 && <CreateActions variant="secondary" />}
      </div>
      <BrowserNotice className="mb-6" />
      {upcoming.isPending ? (
        <DashboardLoading />
      ) : upcoming.isError ? (
        <ProblemNotice problem={asProblem(upcoming.error)} onRetry={() => void upcoming.refetch()} />
      ) : (
        <Agenda sessions={upcoming.data.items} teaches={teaches} />
      )}
    </Page>
  );
}

function Agenda({ sessions, teaches }: { sessions: readonly Session[]; teaches: boolean }) {
  const { t } = useTranslation("sessions");
  const { next, today, week } = agenda(sessions, useNow(), viewerZone());
  return (
    <div className="flex flex-col gap-10">
      {next ? <NextSession session={next} /> : <NothingAhead teaches={teaches} />}
      {today.length > 0 && (
        <Part title={t("dashboard.today")}>
          <SessionList sessions={today} />
        </Part>
      )}
      {week.length > 0 && (
        <Part title={t("dashboard.week")}>
          <SessionList sessions={week} />
        </Part>
      )}
      <Link to="/sessions" search={{ when: "past" }} className="link self-start py-2">
        {t("dashboard.past")}
      </Link>
    </div>
  );
}

function NothingAhead({ teaches }: { teaches: boolean }) {
  const { t } = useTranslation("sessions");
  return teaches ? (
    <EmptyState action={<CreateActions variant="primary" />}>{t("dashboard.emptyTeacher")}</EmptyState>
  ) : (
    <EmptyState
      action={
        <Link to="/join" className={buttonClass()}>
          {t("dashboard.join")}
        </Link>
      }
    >
      {t("dashboard.emptyStudent")}
    </EmptyState>
  );
}

function CreateActions({ variant }: { variant: "primary" | "secondary" }) {
  const { t } = useTranslation("sessions");
  return (
    <div className="flex flex-wrap gap-3">
      <Link to="/sessions/new" className={buttonClass({ variant })}>
        <Plus size={20} aria-hidden />
        {t("new.action")}
      </Link>
      <StartNowButton />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-xl">{title}</h2>
      {children}
    </section>
  );
}

function DashboardLoading() {
  return (
    <div className="flex flex-col gap-10">
      <Loading className="flex flex-col gap-4 rounded-card bg-raised p-8 ring-1 ring-line">
        <Skeleton className="h-5 w-32" />
        <Skeleton className="h-8 w-2/5" />
        <Skeleton className="h-5 w-1/4" />
        <Skeleton className="mt-4 h-5 w-1/2" />
      </Loading>
      <SessionListLoading rows={3} />
    </div>
  );
}

function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
