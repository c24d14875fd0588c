import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { Session } from "@/api/types";
import { Button, buttonClass } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { editSession, sessionQuery } from "../api";
import { FormLoading } from "../components/FormLoading";
import { SessionForm } from "../components/SessionForm";
import { changesOf, draftOf } from "../session-form";

export function EditSessionPage() {
  const { t } = useTranslation("sessions");
  const { sessionId } = useParams({ from: "/shell/data/signed-in/sessions/$sessionId/edit" });
  // While somebody types, what they type is the truth: no refetching underneath.
  const session = useQuery({ ...sessionQuery(sessionId), refetchInterval: false, refetchOnWindowFocus: false });
  return (
    <Page>
      <PageHeading title={t("edit.title")}>{t("edit.title")}</PageHeading>
      {session.isPending ? (
        <FormLoading />
      ) : session.isError ? (
        <ProblemNotice
          className="mt-8"
          problem={asProblem(session.error)}
          onRetry={() => void session.refetch()}
        />
      ) : session.data.may.edit ? (
        <EditForm session={session.data} />
      ) : (
        <NotPossible sessionId={sessionId} />
      )}
    </Page>
  );
}

function NotPossible({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation(["sessions", "common"]);
  return (
    <>
      <p className="mt-6 mb-6 text-lg text-quiet">{t("edit.notPossible")}</p>
      <Link to="/sessions/$sessionId" params={{ sessionId }} className={buttonClass()}>
        {t("common:goBack")}
      </Link>
    </>
  );
}

function EditForm({ session }: { session: Session }) {
  const { t } = useTranslation(["sessions", "common"]);
  const navigate = useNavigate();
  const back = { to: "/sessions/$sessionId", params: { sessionId: session.id } } as const;
  return (
    <SessionForm
      initial={draftOf(session)}
      optionsOpen
      submit={async (draft) => {
        const changes = changesOf(session, draft);
        if (Object.keys(changes).length > 0) await editSession(session.id, changes);
        await navigate(back);
      }}
      actions={(busy) => (
        <>
          <Button type="submit" size="large" className="max-sm:w-full" busy={busy && t("common:saving")}>
            {t("edit.submit")}
          </Button>
          <Link {...back} className={buttonClass({ variant: "quiet", size: "large", className: "max-sm:w-full" })}>
            {t("common:goBack")}
          </Link>
        </>
      )}
    />
  );
}
