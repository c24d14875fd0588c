import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useAuth } from "@/api/auth";
import type { Problem } from "@/api/problem";
import { sharedLink } from "@/api/shared-link";
import { buttonClass } from "@/ui/Button";
import { Wordmark } from "@/ui/Logo";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";

interface DoesNotOpenProps {
  recordingId: string;
  problem: Problem;
  onRetry: () => void;
}

/** Instead of a replay: why there is none, and what this person can do. */
export function DoesNotOpen({ recordingId, problem, onRetry }: DoesNotOpenProps) {
  const { t } = useTranslation(["replay", "common"]);
  const isStranger = useAuth().user === null;
  const why = sharedLink(recordingId) === null ? "notFound" : isStranger ? "linkOfStranger" : "link";
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[84rem] flex-col px-4 sm:px-8">
      <header className="py-3">
        <Link to="/" className="inline-flex min-h-11 items-center rounded-small" aria-label={t("common:nav.home")}>
          <Wordmark />
        </Link>
      </header>
      <main className="mx-auto flex w-full max-w-[36rem] flex-col gap-5 pt-[8vh]">
        <PageHeading title={t("replay:problem.title")}>{t("replay:problem.title")}</PageHeading>
        {problem.status === 404 ? <p className="text-lg text-quiet">{t(`replay:problem.${why}`)}</p> : <ProblemNotice problem={problem} onRetry={onRetry} />}
        <div className="flex flex-wrap gap-3">
          {isStranger ? (
            <>
              <Link to="/login" search={{ next: `/replay/${recordingId}` }} className={buttonClass()}>
                {t("common:nav.signIn")}
              </Link>
              <Link to="/" className={buttonClass({ variant: "secondary" })}>
                {t("replay:problem.home")}
              </Link>
            </>
          ) : (
            <Link to="/recordings" className={buttonClass()}>
              {t("replay:list.title")}
            </Link>
          )}
        </div>
      </main>
    </div>
  );
}
