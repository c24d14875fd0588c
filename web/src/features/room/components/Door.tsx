import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Problem } from "@/api/problem";
import { Button, buttonClass } from "@/ui/Button";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemText } from "@/ui/ProblemNotice";

import { Frame } from "./Frame";

const KNOWN = [
  "no_such_meeting",
  "session_ended",
  "room_full",
  "sign_in_needed",
  "denied",
  "removed",
  "not_published",
] as const;

/** The server said no: why, and what to do. */
export function Door({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation("room");
  const code = KNOWN.find((known) => known === problem.code) ?? "other";
  return (
    <Frame>
      <div data-door={problem.code} className="flex flex-col items-start gap-4">
        <PageHeading title={t(`door.${code}.title`)}>{t(`door.${code}.title`)}</PageHeading>
        <div className="text-lg text-quiet">
          {code === "other" ? <ProblemText problem={problem} /> : <p>{t(`door.${code}.text`)}</p>}
        </div>
        <div className="mt-2 flex flex-wrap gap-3">
          <NextStep code={code} onRetry={onRetry} />
        </div>
      </div>
    </Frame>
  );
}

function NextStep({ code, onRetry }: { code: (typeof KNOWN)[number] | "other"; onRetry: () => void }) {
  const { t } = useTranslation("room");
  const next = window.location.pathname + window.location.search;
  switch (code) {
    case "sign_in_needed":
      return (
        <>
          <Link to="/login" search={{ next }} className={buttonClass()}>
            {t("door.signIn")}
          </Link>
          <Link to="/register" search={{ next }} className={buttonClass({ variant: "secondary" })}>
            {t("door.register")}
          </Link>
        </>
      );
    case "no_such_meeting":
      return (
        <Link to="/join" className={buttonClass()}>
          {t("door.otherCode")}
        </Link>
      );
    case "room_full":
    case "other":
      return <Button onClick={onRetry}>{t("door.retry")}</Button>;
    default:
      return (
        <Link to="/" className={buttonClass()}>
          {t("over.home")}
        </Link>
      );
  }
}
