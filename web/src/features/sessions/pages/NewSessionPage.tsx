import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import type { Session } from "@/api/types";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Switch } from "@/ui/Switch";

import { createSession, sessionQuery } from "../api";
import { FormLoading } from "../components/FormLoading";
import { SessionForm } from "../components/SessionForm";
import { StartNowButton } from "../components/StartNowButton";
import { emptyDraft, inputOf, nextDraft } from "../session-form";

export function NewSessionPage() {
  const { t } = useTranslation("sessions");
  const { after } = useSearch({ from: "/shell/data/signed-in/sessions/new" });
  const title = t(after ? "following.title" : "new.title");
  return (
    <Page>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <PageHeading title={title}>{title}</PageHeading>
        {!after && <StartNowButton />}
      </div>
      {after ? <FollowingSession after={after} /> : <NewSession />}
    </Page>
  );
}

function FollowingSession({ after }: { after: string }) {
  // While somebody types, what they type is the truth: no refetching underneath.
  const session = useQuery({ ...sessionQuery(after), refetchInterval: false, refetchOnWindowFocus: false });
  if (session.isPending) return <FormLoading />;
  if (session.isError) {
    return <ProblemNotice className="mt-8" problem={asProblem(session.error)} onRetry={() => void session.refetch()} />;
  }
  return <NewSession after={session.data} />;
}

function NewSession({ after }: { after?: Session }) {
  const { t } = useTranslation("sessions");
  const user = useUser();
  const navigate = useNavigate();
  const [initial] = useState(() => (after ? nextDraft(after, Date.now()) : emptyDraft(user.timezone, Date.now())));
  const [goesOn, setGoesOn] = useState(true);
  /** Which of the two buttons was pressed. */
  const status = useRef<"draft" | "scheduled">("scheduled");
  return (
    <SessionForm
      initial={initial}
      submit={async (draft) => {
        const continues_session_id = after && goesOn ? after.id : null;
        const session = await createSession({ ...inputOf(draft), status: status.current, continues_session_id });
        await navigate({ to: "/sessions/$sessionId", params: { sessionId: session.id } });
      }}
      actions={(busy) => (
        <>
          <Button
            type="submit"
            size="large"
            className="max-sm:w-full"
            busy={busy && t("new.busy")}
            onClick={() => (status.current = "scheduled")}
          >
            {t("new.submit")}
          </Button>
          {!busy && (
            <Button
              type="submit"
              variant="quiet"
              size="large"
              className="max-sm:w-full"
              onClick={() => (status.current = "draft")}
            >
              {t("new.draft")}
            </Button>
          )}
        </>
      )}
    >
      {after && (
        <Switch
          label={t("following.goesOn")}
          help={t("following.goesOnHelp", { title: after.title })}
          checked={goesOn}
          onChange={setGoesOn}
        />
      )}
    </SessionForm>
  );
}
