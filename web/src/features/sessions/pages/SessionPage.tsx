import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, CircleDot } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import type { Session } from "@/api/types";
import { formatShortDay, viewerZone } from "@/i18n/dates";
import { Avatar } from "@/ui/Avatar";
import { BrowserNotice } from "@/ui/BrowserNotice";
import { Countdown } from "@/ui/Countdown";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Loading, Skeleton } from "@/ui/Skeleton";
import { useNow } from "@/ui/now";

import { sessionQuery } from "../api";
import { SessionChat } from "../chat/LazySessionChat";
import { ConnectionChecks } from "../components/ConnectionChecks";
import { History } from "../components/History";
import { JoinButton } from "../components/JoinButton";
import { ReplayLink, useRecordingOf } from "../components/ReplayLink";
import { SessionActions } from "../components/SessionActions";
import { ShareCard } from "../components/ShareCard";
import { StatusBadge } from "../components/StatusBadge";
import { When } from "../components/When";

export function SessionPage() {
  const { t } = useTranslation("sessions");
  const { sessionId } = useParams({ from: "/shell/data/signed-in/sessions/$sessionId" });
  const session = useQuery(sessionQuery(sessionId));
  return (
    <Page width="wide">
      <Link
        to="/sessions"
        className="-mx-2 mb-4 inline-flex min-h-11 items-center gap-2 rounded-card px-2 font-semibold text-quiet hover:bg-hover hover:text-ink"
      >
        <ArrowLeft size={20} aria-hidden />
        {t("list.title")}
      </Link>
      {session.isPending ? (
        <SessionLoading />
      ) : session.data ? (
        <SessionDetails session={session.data} />
      ) : (
        <>
          <PageHeading title={t("page.problem")} className="mb-6">
            {t("page.problem")}
          </PageHeading>
          <ProblemNotice problem={asProblem(session.error)} onRetry={() => void session.refetch()} />
        </>
      )}
    </Page>
  );
}

function SessionDetails({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const { link, passcode, status } = session;
  const over = isOver(session);
  const recording = useRecordingOf(session);
  const teaches = useUser().id === session.teacher.id;
  return (
    <div className="grid items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="flex min-w-0 flex-col gap-7">
        <div>
          <div className="mb-3 flex flex-wrap items-center gap-3">
            <StatusBadge status={status} />
            <Soon session={session} />
          </div>
          <PageHeading title={session.title}>{session.title}</PageHeading>
          <p className="mt-3 flex items-center gap-2.5 text-quiet">
            <Avatar name={session.teacher.name} />
            {session.teacher.name}
          </p>
        </div>
        {over && <ReplayLink recording={recording} />}
        <When session={session} large />
        {!over && (
          <p className="flex items-center gap-2.5 text-quiet">
            <CircleDot size={20} aria-hidden className="shrink-0" />
            {t(`page.recording.${session.recording}`)}
          </p>
        )}
        <BrowserNotice />
        {(status === "ended" || status === "cancelled" || status === "draft") && <p className="text-lg text-quiet">{t(`page.${status}`)}</p>}
        <div className="flex flex-wrap items-start gap-3">
          {!over && <JoinButton session={session} className="max-sm:w-full" />}
          <SessionActions session={session} besides={over && recording !== null} />
        </div>
        {!over && recording && <ReplayLink recording={recording} />}
      </div>
      {link && passcode && (status === "scheduled" || status === "live") && (
        <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <ShareCard session={session} link={link} passcode={passcode} />
        </div>
      )}
      <div className="flex min-w-0 flex-col gap-8">
        {session.continues_session_id && <Continues sessionId={session.continues_session_id} />}
        {session.description && (
          <section aria-labelledby="about-heading">
            <h2 id="about-heading" className="mb-2 text-xl">
              {t("page.about")}
            </h2>
            <p className="max-w-[65ch] whitespace-pre-line">{session.description}</p>
          </section>
        )}
        {status !== "draft" && <Students session={session} />}
        {teaches && passcode && (status === "scheduled" || status === "live") && (
          <ConnectionChecks session={session} passcode={passcode} />
        )}
        <SessionChat session={session} />
        <History session={session} />
      </div>
    </div>
  );
}

/** Where board and code come from. */
function Continues({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation("sessions");
  const { data } = useQuery({ ...sessionQuery(sessionId), refetchInterval: false });
  return (
    data && (
      <p>
        {t("following.continues")}{" "}
        <Link to="/sessions/$sessionId" params={{ sessionId }} className="font-semibold text-accent underline">
          {t("following.which", { title: data.title, day: formatShortDay(data.starts_at, viewerZone()) })}
        </Link>
      </p>
    )
  );
}

function isOver({ status }: Session): boolean {
  return status === "ended" || status === "cancelled";
}

function Soon({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const now = useNow();
  if (session.status !== "scheduled") return null;
  if (Date.parse(session.starts_at) > now) {
    return (
      <p className="font-semibold text-accent">
        {t("next.starts")} <Countdown to={session.starts_at} className="tabular" />
      </p>
    );
  }
  return <p className="font-semibold text-accent">{t(Date.parse(session.ends_at) > now ? "next.now" : "next.missed")}</p>;
}

function Students({ session }: { session: Session }) {
  const { t } = useTranslation("sessions");
  const user = useUser();
  if (session.teacher.id !== user.id && session.students.length < 2) return null;
  return (
    <section aria-labelledby="students-heading">
      <h2 id="students-heading" className="mb-3 text-xl">
        {t("page.students")}{" "}
        <span className="font-sans text-base font-normal tracking-normal text-quiet">
          {t("page.places", { taken: session.students.length, count: session.capacity })}
        </span>
      </h2>
      {session.students.length === 0 ? (
        <p className="text-quiet">{t(isOver(session) ? "page.nobodyCame" : "page.noStudents")}</p>
      ) : (
        <ul className="flex flex-wrap gap-x-8 gap-y-3">
          {session.students.map((student) => (
            <li key={student.id} className="flex items-center gap-2.5">
              <Avatar name={student.name} />
              {student.name}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SessionLoading() {
  return (
    <Loading className="flex max-w-xl flex-col gap-4">
      <Skeleton className="h-7 w-28" />
      <Skeleton className="h-11 w-4/5" />
      <Skeleton className="h-9 w-48" />
      <Skeleton className="mt-4 h-6 w-3/5" />
      <Skeleton className="mt-4 h-13 w-44" />
    </Loading>
  );
}
