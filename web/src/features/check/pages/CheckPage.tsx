import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { useAuth } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { Button, buttonClass } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Loading, Skeleton } from "@/ui/Skeleton";
import { TextInput } from "@/ui/inputs";

import { type Meeting, meetingQuery } from "../api";
import { type Recipient, Report, Result } from "../components/Result";
import { Steps } from "../components/Steps";
import { useConnectionCheck } from "../useConnectionCheck";

/** The session that a check belongs to. */
export interface CheckedSession {
  meetingId: string;
  /** From the link, taken out of the address bar. */
  passcode: string | null;
  /** Known when the check was opened from one's own session. */
  sessionId: string | null;
}

export default function CheckPage({ session }: { session: CheckedSession | null }) {
  return session ? <ForSession session={session} /> : <Check />;
}

function ForSession({ session }: { session: CheckedSession }) {
  const { t } = useTranslation("check");
  const isSignedIn = useAuth().status === "signed-in";
  const { meetingId, passcode } = session;
  const sessionId = isSignedIn ? session.sessionId : null;
  const { data: meeting, error, isLoading } = useQuery(meetingQuery(meetingId, passcode, sessionId));
  if (isLoading) return <MeetingLoading />;
  if (error) {
    return (
      <Check session={session}>
        <ProblemNotice problem={asProblem(error)} />
      </Check>
    );
  }
  if (passcode === null && sessionId === null) {
    return (
      <Check session={session}>
        <p className="rounded-card bg-attention-soft p-4">{t("incomplete")}</p>
      </Check>
    );
  }
  return <Check session={session} meeting={meeting} isSignedIn={isSignedIn} />;
}

/** A name may have to be asked for: the button waits, rather than move away. */
function MeetingLoading() {
  const { t } = useTranslation("check");
  return (
    <Page>
      <PageHeading title={t("title")}>{t("title")}</PageHeading>
      <Loading className="mt-4 flex flex-col gap-4">
        <Skeleton className="h-7 w-3/5" />
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-13 w-44" />
      </Loading>
    </Page>
  );
}

interface CheckProps {
  session?: CheckedSession;
  meeting?: Meeting | undefined;
  isSignedIn?: boolean;
  children?: ReactNode;
}

/** With a `meeting` the result goes to its teacher; without, it stays on this page. */
function Check({ session, meeting, isSignedIn = false, children }: CheckProps) {
  const { t } = useTranslation("check");
  const check = useConnectionCheck(meeting?.hidesAddresses ?? false);
  const [name, setName] = useState("");
  const [nameMissing, setNameMissing] = useState(false);
  const { phase, verdict } = check.state;
  const isTold = meeting !== undefined && !meeting.needsAccount;
  const needsName = isTold && !isSignedIn;
  const teacher = meeting?.teacher ?? "";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const isMissing = needsName && name.trim() === "";
    setNameMissing(isMissing);
    if (!isMissing) check.start();
  }

  const recipient: Recipient | null =
    isTold && session ? { ...session, name: needsName ? name.trim() : null, teacher } : null;
  return (
    <Page>
      <PageHeading title={t("title")}>{t("title")}</PageHeading>
      {meeting && <p className="mt-3 text-lg font-semibold">{t("forSession", { title: meeting.title, teacher })}</p>}
      <div className="mt-4 flex flex-col gap-8">
        {phase === "idle" && <p className="max-w-[60ch] text-lg text-quiet">{t("intro")}</p>}
        {children}
        {meeting?.needsAccount && phase === "idle" && <SignInFirst />}
        {phase === "done" && verdict && (
          <div className="flex flex-col gap-4">
            <Result verdict={verdict} />
            {recipient && <Report to={recipient} state={check.state} />}
          </div>
        )}
        {phase === "running" ? (
          <div className="flex flex-wrap items-center gap-4">
            <p role="status" className="font-semibold">
              {t("running")}
            </p>
            <Button variant="quiet" onClick={check.stop}>
              {t("stop")}
            </Button>
          </div>
        ) : (
          <form noValidate onSubmit={submit} className="flex flex-col gap-5">
            {needsName && phase === "idle" && (
              <Field
                label={t("name")}
                help={t("nameHelp", { teacher })}
                error={nameMissing ? t("nameMissing", { teacher }) : undefined}
                className="max-w-sm"
              >
                {(control) => (
                  <TextInput
                    {...control}
                    autoComplete="name"
                    maxLength={80}
                    value={name}
                    onChange={(event) => {
                      setName(event.target.value);
                      setNameMissing(false);
                    }}
                  />
                )}
              </Field>
            )}
            <div className="flex flex-wrap gap-3">
              <Button
                type="submit"
                size={phase === "idle" ? "large" : "normal"}
                variant={phase === "done" && verdict === "ready" && session ? "secondary" : "primary"}
              >
                {t(phase === "idle" ? "start" : "again")}
              </Button>
              {session && phase === "done" && <ToRoom session={session} isPrimary={verdict === "ready"} />}
            </div>
            {isTold && phase === "idle" && <p className="text-sm text-quiet">{t("told", { teacher })}</p>}
          </form>
        )}
        {phase !== "idle" && <Steps check={check} />}
      </div>
    </Page>
  );
}

function ToRoom({ session, isPrimary }: { session: CheckedSession; isPrimary: boolean }) {
  const { t } = useTranslation("check");
  const { meetingId, sessionId } = session;
  return (
    <Link
      to="/video-room/$meetingId"
      params={{ meetingId }}
      search={sessionId === null ? {} : { session: sessionId }}
      className={buttonClass({ variant: isPrimary ? "primary" : "secondary" })}
    >
      {t("toRoom")}
    </Link>
  );
}

function SignInFirst() {
  const { t } = useTranslation("check");
  return (
    <div className="flex flex-col items-start gap-3 rounded-card bg-attention-soft p-4">
      <p>{t("signInFirst")}</p>
      <Link
        to="/login"
        search={{ next: window.location.pathname + window.location.search }}
        className={buttonClass({ variant: "secondary" })}
      >
        {t("signIn")}
      </Link>
    </div>
  );
}
