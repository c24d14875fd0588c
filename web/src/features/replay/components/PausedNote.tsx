import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { formatClock } from "@/i18n/clock";
import type { ReplayClock } from "@/replay/replay-clock";
import type { Timeline } from "@/replay/timeline";
import { Button } from "@/ui/Button";

import { useMoment } from "../playback";

/** Over the stage, while nothing is to be heard or seen on purpose. */
export function PausedNote({ clock, timeline }: { clock: ReplayClock; timeline: Timeline }) {
  const { t } = useTranslation("replay");
  const end = useMomentOfEnd(clock, timeline);
  if (end === null) return null;
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 rounded-card bg-ground/85 p-6 text-center">
      <p role="status" className="text-lg">
        {t("gap.paused")}
      </p>
      <Button onClick={() => clock.seek(end)}>{t("gap.skip", { time: formatClock(end) })}</Button>
    </div>
  );
}

function useMomentOfEnd(clock: ReplayClock, timeline: Timeline): number | null {
  return useMoment(clock, useCallback((ms: number) => timeline.gapAt(ms)?.span[1] ?? null, [timeline]));
}
