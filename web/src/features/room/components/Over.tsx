import { Link } from "@tanstack/react-router";
import { CirclePlay } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useAuth } from "@/api/auth";
import { formatDuration } from "@/i18n/dates";
import { Button, buttonClass } from "@/ui/Button";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemText } from "@/ui/ProblemNotice";
import { Skeleton } from "@/ui/Skeleton";

import { fromWire } from "../problems";
import type { RoomState } from "../room-state";
import { useReplayId } from "../useReplayId";
import { Frame } from "./Frame";

/** After the visit: what happened, how long it was, where to go. */
export function Over({ state, onAgain }: { state: RoomState; onAgain: () => void }) {
  const { t } = useTranslation("room");
  const { status } = useAuth();
  const { ending, enteredAt, leftAt, self, session } = state;
  const replayId = useReplayId(status === "signed-in" && session ? session.id : null);
  if (ending === null) return null;
  const minutes = enteredAt && leftAt ? Math.round((leftAt - enteredAt) / 60_000) : 0;
  const mayReturn = ending.reason === "left" || ending.reason === "replaced" || ending.reason === "refused";
  const isOver = ending.reason === "ended";
  // Once the lesson is over it is what comes next, and its place is kept until it is known.
  const replay = replayId ? (
    <Link to="/replay/$recordingId" params={{ recordingId: replayId }} preload={false} className={buttonClass({ variant: mayReturn ? "secondary" : "primary" })}>
      <CirclePlay size={20} aria-hidden />
      {t("over.replay")}
    </Link>
  ) : (
    replayId === undefined && isOver && <Skeleton className="h-11 w-44" />
  );
  return (
    <Frame>
      <div data-ending={ending.reason} className="flex flex-col items-start gap-4">
        <PageHeading title={t(`over.${ending.reason}.title`)}>{t(`over.${ending.reason}.title`)}</PageHeading>
        <div className="text-lg text-quiet">
          {ending.reason === "ended" && ending.by ? (
            <p>{ending.by === self?.name ? t("over.endedByYou") : t("over.endedBy", { name: ending.by })}</p>
          ) : ending.reason === "refused" && ending.problem.detail ? (
            <ProblemText problem={fromWire(ending.problem)} />
          ) : (
            <p>{t(`over.${ending.reason}.text`)}</p>
          )}
          {minutes > 0 && <p>{t("over.duration", { duration: formatDuration(minutes) })}</p>}
        </div>
        <div className="mt-2 flex flex-wrap gap-3">
          {isOver && replay}
          {mayReturn && (
            <Button onClick={onAgain}>{t(ending.reason === "replaced" ? "over.useThis" : "over.rejoin")}</Button>
          )}
          {isOver && session && status === "signed-in" && (
            <Link
              // Another one, not one that changes its colour while somebody reads it.
              key={replayId === null ? "main" : "besides"}
              to="/sessions/$sessionId"
              params={{ sessionId: session.id }}
              className={buttonClass({ variant: replayId === null ? "primary" : "secondary" })}
            >
              {t("over.session")}
            </Link>
          )}
          <Link
            to={status === "signed-in" ? "/dashboard" : "/"}
            className={buttonClass({ variant: mayReturn || isOver ? "secondary" : "primary" })}
          >
            {t(status === "signed-in" ? "over.dashboard" : "over.home")}
          </Link>
          {!isOver && replay}
        </div>
      </div>
    </Frame>
  );
}
