import { Link } from "@tanstack/react-router";
import { CircleAlert, Radio } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { sharedLink } from "@/api/shared-link";
import type { Replay } from "@/replay/manifest";
import { Button, buttonClass } from "@/ui/Button";

import { type Playback, useClockState, useMoment, usePlaying } from "../playback";

/** So near to the lesson itself, there is nothing left to catch up with. */
const CAUGHT_UP_MS = 6_000;
const CATCHING_UP = 1.5;

/** Lines above the stage, only where there is something to know. */
export function Notices({ replay, playback }: { replay: Replay; playback: Playback }) {
  const { t } = useTranslation("replay");
  const states = [...usePlaying(playback.player).values()].map(({ state }) => state);
  return (
    <>
      {replay.state === "recording" && <CatchingUp replay={replay} playback={playback} />}
      {replay.state === "saving" && <Note>{t("notice.saving")}</Note>}
      {states.includes("unplayable") && <Note>{t("notice.unplayable")}</Note>}
      {states.includes("lost") && <Note>{t("notice.lost")}</Note>}
      <Blocked playback={playback} />
    </>
  );
}

function CatchingUp({ replay, playback: { clock } }: { replay: Replay; playback: Playback }) {
  const { t } = useTranslation("replay");
  const { isPlaying, speed } = useClockState(clock);
  const isThere = useMoment(clock, useCallback((ms: number) => clock.state.durationMs - ms < CAUGHT_UP_MS, [clock]));
  // Faster than life there is nothing to see here.
  useEffect(() => {
    if (isThere && clock.state.speed > 1) clock.setSpeed(1);
  }, [isThere, clock]);
  const catchUp = () => {
    clock.setSpeed(CATCHING_UP);
    clock.play();
  };
  return (
    <Note icon={<Radio size={20} aria-hidden />} text={t(isThere ? "notice.caughtUp" : "notice.recording")}>
      {!isThere && !(isPlaying && speed >= CATCHING_UP) && (
        <Button variant="secondary" onClick={catchUp}>
          {t("notice.catchUp")}
        </Button>
      )}
      {sharedLink(replay.id) === null && (
        <Link to="/sessions/$sessionId" params={{ sessionId: replay.session.id }} className={buttonClass({ variant: isThere ? "primary" : "quiet" })}>
          {t("notice.toLesson")}
        </Link>
      )}
    </Note>
  );
}

function Blocked({ playback: { clock, player } }: { playback: Playback }) {
  const { t } = useTranslation("replay");
  const { isPlaying } = useClockState(clock);
  const [isBlocked, setIsBlocked] = useState(false);
  useEffect(() => player.on("blocked", () => setIsBlocked(true)), [player]);
  return isBlocked && !isPlaying ? <Note>{t("notice.blocked")}</Note> : null;
}

function Note({ icon = <CircleAlert size={20} aria-hidden />, text, children }: { icon?: ReactNode; text?: string; children?: ReactNode }) {
  return (
    <div role="status" className="flex shrink-0 flex-wrap items-center justify-end gap-x-2 gap-y-1 rounded-card bg-attention-soft px-4 py-1">
      <p className="flex min-h-9 min-w-0 flex-1 basis-60 items-center gap-3">
        <span className="shrink-0 text-yellow">{icon}</span>
        {text ?? children}
      </p>
      {text && children}
    </div>
  );
}
