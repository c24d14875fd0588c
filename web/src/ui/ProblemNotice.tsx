import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Problem } from "@/api/problem";

import { Button } from "./Button";
import { cx } from "./cx";

interface ProblemNoticeProps {
  problem: Problem;
  onRetry?: () => void;
  className?: string;
}

/** What happened, what is safe, what to do. Announced when it appears. */
export function ProblemNotice({ problem, onRetry, className }: ProblemNoticeProps) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={cx("flex gap-3 rounded-card bg-danger-soft p-4", className)}>
      <CircleAlert size={20} className="mt-0.5 shrink-0 text-danger" aria-hidden />
      <div className="flex min-w-0 flex-col items-start gap-3">
        <ProblemText problem={problem} />
        {onRetry && problem.mayPass && (
          <Button variant="secondary" onClick={onRetry}>
            {t("tryAgain")}
          </Button>
        )}
      </div>
    </div>
  );
}

export function ProblemText({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const wrong = problem.fields.map((field) => field.message).join(" ");
  if (problem.code === "network") return <p>{t("problem.network")}</p>;
  if (problem.status >= 500 || !problem.message) return <p>{t("problem.unknown")}</p>;
  return <p>{wrong || problem.message}</p>;
}
