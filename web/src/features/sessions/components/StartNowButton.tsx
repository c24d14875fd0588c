import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Zap } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { formatTime } from "@/i18n/dates";
import { Button } from "@/ui/Button";
import { ProblemText } from "@/ui/ProblemNotice";

import { createSession } from "../api";
import { emptyDraft, inputOf } from "../session-form";

/** A session that begins this minute, without a form; its page has the link to send and the way in. */
export function StartNowButton() {
  const { t } = useTranslation("sessions");
  const user = useUser();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: () => {
      const now = new Date();
      return createSession({
        ...inputOf(emptyDraft(user.timezone, now.getTime())),
        title: t("startNow.title", { time: formatTime(now, user.timezone) }),
        starts_at: now.toISOString(),
        status: "scheduled",
      });
    },
    onSuccess: (session) => navigate({ to: "/sessions/$sessionId", params: { sessionId: session.id } }),
  });
  return (
    <div className="flex flex-col items-start gap-1">
      <Button variant="secondary" busy={start.isPending && t("startNow.busy")} onClick={() => start.mutate()}>
        <Zap size={20} aria-hidden />
        {t("startNow.action")}
      </Button>
      {start.isError && (
        <div role="alert" className="max-w-xs text-sm text-danger">
          <ProblemText problem={asProblem(start.error)} />
        </div>
      )}
    </div>
  );
}
