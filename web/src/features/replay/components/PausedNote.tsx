import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { ReplayClock } from "@/replay/replay-clock";
import type { Timeline } from "@/replay/timeline";
import { Button } from "@/ui/Button";

import { useMoment } from "../playback";

/** Over the stage, while nothing is to be heard or seen on purpose. */
export function PausedNote({ clock, timeline }: { clock: ReplayClock; timeline: Timeline }) {
  const { t } = useTranslation("replay");
  const gap = useMoment(clock, useCallback((ms: number) => timeline.gapAt(ms) ?? null, [timeline]));
  if (gap === null) return null;
  const [, end] = gap.span;
  const goesOn = end < timeline.durationMs;
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 rounded-card bg-ground/85 p-6 text-center">
      <p role="status" className="text-lg">
        {t(gap.reason === "paused" ? "gap.paused" : "gap.stopped")}
      </p>
      {goesOn && <Button onClick={() => clock.seek(end)}>{t("gap.skip", { time: timeline.words(end) })}</Button>}
    </div>
  );
}
