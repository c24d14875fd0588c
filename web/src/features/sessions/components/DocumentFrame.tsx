import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";

import { asProblem } from "@/api/problem";
import type { Session } from "@/api/types";
import { cx } from "@/ui/cx";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { sessionQuery } from "../api";

interface DocumentFrameProps {
  sessionId: string;
  /** Before the session is known, it has none to be called by. */
  title: (session: Session | undefined) => string;
  back: string;
  className?: string;
  /** The document is opened at once; the session may not be known yet. */
  children: (session: Session | undefined) => ReactNode;
}

/** A page of a session that is all board, or all code: to prepare it before the lesson, and to read it afterwards. */
export function DocumentFrame({ sessionId, title, back, className, children }: DocumentFrameProps) {
  const session = useQuery(sessionQuery(sessionId));
  return (
    <div className={cx("flex h-[calc(100dvh-4.1rem)] flex-col gap-2 px-2 pb-2 sm:px-4", className)}>
      <div className="flex min-h-12 items-center gap-2">
        <Link
          to="/sessions/$sessionId"
          params={{ sessionId }}
          aria-label={back}
          title={back}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-full text-quiet hover:bg-hover hover:text-ink"
        >
          <ArrowLeft size={20} aria-hidden />
        </Link>
        <PageHeading title={title(session.data)} className="truncate text-lg!">
          {title(session.data)}
        </PageHeading>
      </div>
      {session.isError ? (
        <ProblemNotice problem={asProblem(session.error)} onRetry={() => void session.refetch()} />
      ) : (
        <div className="min-h-0 flex-1 overflow-hidden ring-1 ring-line">{children(session.data)}</div>
      )}
    </div>
  );
}
