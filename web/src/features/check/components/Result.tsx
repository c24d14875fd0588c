import { useMutation } from "@tanstack/react-query";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { CheckState } from "@/call/check/connection-check";
import type { Verdict } from "@/call/check/findings";
import { Button } from "@/ui/Button";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { cx } from "@/ui/cx";

import { sendReport } from "../api";
import { reportOf } from "../report";

const LOOKS: Record<Verdict, { ground: string; icon: typeof CircleCheck; colour: string }> = {
  ready: { ground: "bg-accent-soft", icon: CircleCheck, colour: "text-accent" },
  limited: { ground: "bg-attention-soft", icon: TriangleAlert, colour: "text-ink" },
  not_ready: { ground: "bg-danger-soft", icon: CircleX, colour: "text-danger" },
};

/** All of it in one sentence. Takes the focus, so that it is read out and the list below is one key away. */
export function Result({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation("check");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [verdict]);
  const { ground, icon: Icon, colour } = LOOKS[verdict];
  return (
    <div data-verdict={verdict} className={cx("flex gap-4 rounded-card p-5", ground)}>
      <Icon size={28} aria-hidden className={cx("shrink-0", colour)} />
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-xl focus-visible:outline-none">
          {t(`verdict.${verdict}.title`)}
        </h2>
        <p className="mt-1">{t(`verdict.${verdict}.text`)}</p>
      </div>
    </div>
  );
}

export interface Recipient {
  meetingId: string;
  passcode: string | null;
  /** Null for an account, which brings its own. */
  name: string | null;
  teacher: string;
}

/** Tells the teacher once, and says how that went. */
export function Report({ to, state }: { to: Recipient; state: CheckState }) {
  const { t } = useTranslation("check");
  const { mutate, isSuccess, error } = useMutation({
    mutationFn: () => sendReport(to.meetingId, { passcode: to.passcode, name: to.name, ...reportOf(state) }),
  });
  const told = useRef(false);
  useEffect(() => {
    if (told.current) return;
    told.current = true;
    mutate();
  }, [mutate]);

  if (error) {
    return (
      <div className="flex flex-col items-start gap-3">
        <ProblemNotice problem={asProblem(error)} className="self-stretch" />
        <Button variant="secondary" onClick={() => mutate()}>
          {t("report.retry")}
        </Button>
      </div>
    );
  }
  return (
    <p role="status" className="text-quiet">
      {t(isSuccess ? "report.sent" : "report.sending", { teacher: to.teacher })}
    </p>
  );
}
