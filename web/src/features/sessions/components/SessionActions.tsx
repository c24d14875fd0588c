import { Link, useNavigate } from "@tanstack/react-router";
import { CalendarPlus, CodeXml, Presentation } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import type { Session } from "@/api/types";
import { Button, buttonClass } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { useSessionSteps } from "../api";

type Question = "cancel" | "remove" | "end";

interface SessionActionsProps {
  session: Session;
  /** There is something better to do with it: none of these is the next step. */
  besides?: boolean;
}

/** What may be done with a session besides joining it; what cannot be taken back asks first. */
export function SessionActions({ session, besides = false }: SessionActionsProps) {
  const { t } = useTranslation("sessions");
  const navigate = useNavigate();
  const steps = useSessionSteps(session.id);
  const [question, setQuestion] = useState<Question | null>(null);
  const { may, status } = session;
  const user = useUser();
  const takesPart = [session.teacher, ...session.students].some(({ id }) => id === user.id);
  const asked = question ?? "cancel";
  const step = steps[asked];

  function close() {
    setQuestion(null);
    step.reset();
  }

  return (
    <>
      {steps.publish.isError && <ProblemNotice problem={asProblem(steps.publish.error)} />}
      <div className="flex flex-wrap items-center gap-3">
        {may.publish && status === "draft" && (
          <Button size="large" busy={steps.publish.isPending && t("publish.busy")} onClick={() => steps.publish.mutate()}>
            {t("publish.action")}
          </Button>
        )}
        {may.edit && (
          <Link
            to="/sessions/$sessionId/edit"
            params={{ sessionId: session.id }}
            className={buttonClass({ variant: "secondary", size: "large" })}
          >
            {t("edit.action")}
          </Link>
        )}
        {takesPart && (
          <>
            <Link
              to="/sessions/$sessionId/board"
              params={{ sessionId: session.id }}
              preload={false}
              className={buttonClass({ variant: "secondary", size: "large" })}
            >
              <Presentation size={20} aria-hidden />
              {t("board.action")}
            </Link>
            <Link
              to="/sessions/$sessionId/code"
              params={{ sessionId: session.id }}
              preload={false}
              className={buttonClass({ variant: "secondary", size: "large" })}
            >
              <CodeXml size={20} aria-hidden />
              {t("code.action")}
            </Link>
          </>
        )}
        {session.teacher.id === user.id && status !== "draft" && (
          <Link
            // Another one, not one that changes its colour while somebody reads it.
            key={besides ? "besides" : "main"}
            to="/sessions/new"
            search={{ after: session.id }}
            className={buttonClass({ variant: status === "ended" && !besides ? "primary" : "secondary", size: "large" })}
          >
            <CalendarPlus size={20} aria-hidden />
            {t("following.action")}
          </Link>
        )}
        {may.end && status === "live" && (
          <Button variant="secondary" size="large" onClick={() => setQuestion("end")}>
            {t("end.action")}
          </Button>
        )}
        {may.cancel && !may.delete && (
          <Button variant="quiet" className="text-danger!" onClick={() => setQuestion("cancel")}>
            {t("cancel.action")}
          </Button>
        )}
        {may.delete && (
          <Button variant="quiet" className="text-danger!" onClick={() => setQuestion("remove")}>
            {t("remove.action")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={question !== null}
        onOpenChange={(open) => !open && close()}
        title={t(`${asked}.title`, { title: session.title })}
        action={t(`${asked}.confirm`)}
        danger
        busy={step.isPending && t(`${asked}.busy`)}
        problem={step.isError ? asProblem(step.error) : null}
        onConfirm={() =>
          step.mutate(undefined, {
            onSuccess: () => {
              setQuestion(null);
              if (asked === "remove") void navigate({ to: "/sessions" });
            },
          })
        }
      >
        <p>{t(`${asked}.text`)}</p>
      </ConfirmDialog>
    </>
  );
}
