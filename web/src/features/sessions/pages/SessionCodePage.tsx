import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";

import { currentAccessToken, refresh, useUser } from "@/api/auth";
import { asProblem, Problem } from "@/api/problem";
import { CodeStage } from "@/code/lazy";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Loading } from "@/ui/Skeleton";

import { sessionQuery } from "../api";

/** A session's code outside of its room: to prepare it before, to read it after. */
export function SessionCodePage() {
  const { t } = useTranslation("code");
  const { sessionId } = useParams({ from: "/shell/data/signed-in/sessions/$sessionId/code" });
  const session = useQuery(sessionQuery(sessionId));
  const { id, name } = useUser();
  const title = session.data ? t("pageTitle", { title: session.data.title }) : t("title");
  return (
    <div className="mx-auto flex w-full max-w-[90rem] flex-1 flex-col px-2 pb-4 sm:px-6">
      <Link
        to="/sessions/$sessionId"
        params={{ sessionId }}
        className="inline-flex min-h-11 items-center gap-2 self-start rounded-card px-2 font-semibold text-quiet hover:bg-hover hover:text-ink"
      >
        <ArrowLeft size={20} aria-hidden />
        {t("back")}
      </Link>
      <PageHeading title={title} className="mb-4 px-2">
        {title}
      </PageHeading>
      {session.data ? (
        <div className="h-[75dvh] min-h-96 overflow-hidden rounded-card border border-line">
          <CodeStage sessionId={sessionId} credential={accessToken} me={{ id, name }} />
        </div>
      ) : session.isPending ? (
        <Loading>{null}</Loading>
      ) : (
        <ProblemNotice problem={asProblem(session.error)} onRetry={() => void session.refetch()} />
      )}
    </div>
  );
}

async function accessToken(): Promise<string> {
  const token = currentAccessToken() ?? (await refresh());
  if (token === null) throw new Problem({ status: 401, code: "signed_out", detail: "" });
  return token;
}
