import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { accessToken, useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import Board from "@/board/Board";
import { openDocument } from "@/documents/shared-document";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Skeleton } from "@/ui/Skeleton";

import { sessionQuery } from "../api";

/** The board outside of the lesson: to prepare it before, and to read it afterwards. */
export function BoardPage() {
  const { t } = useTranslation("board");
  const { sessionId } = useParams({ from: "/shell/data/signed-in/sessions/$sessionId/board" });
  const user = useUser();
  const session = useQuery(sessionQuery(sessionId));
  const open = useCallback(
    () => openDocument({ sessionId, name: "board", person: user.id, credential: accessToken }),
    [sessionId, user.id],
  );
  const title = session.data?.title ?? t("title");
  return (
    <div className="flex h-[calc(100dvh-4.1rem)] flex-col gap-2 px-2 pb-2 sm:px-4">
      <div className="flex min-h-12 items-center gap-2">
        <Link
          to="/sessions/$sessionId"
          params={{ sessionId }}
          aria-label={t("back")}
          title={t("back")}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-full text-quiet hover:bg-hover hover:text-ink"
        >
          <ArrowLeft size={20} aria-hidden />
        </Link>
        <PageHeading title={title} className="truncate text-lg!">
          {title}
        </PageHeading>
      </div>
      {session.isError ? (
        <ProblemNotice problem={asProblem(session.error)} onRetry={() => void session.refetch()} />
      ) : session.data ? (
        <div className="min-h-0 flex-1 ring-1 ring-line">
          <Board
            open={open}
            title={title}
            leaders={[session.data.teacher.id]}
            isLeader={session.data.teacher.id === user.id}
            isLed={false}
          />
        </div>
      ) : (
        <Skeleton className="min-h-0 flex-1" />
      )}
    </div>
  );
}
