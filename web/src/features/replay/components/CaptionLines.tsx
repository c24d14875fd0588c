import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { captionsAt, type Cue } from "@/replay/captions";
import type { Replay } from "@/replay/manifest";
import type { ReplayClock } from "@/replay/replay-clock";
import { cx } from "@/ui/cx";

import { captionsQuery } from "../api";
import { useMoment } from "../playback";

interface CaptionLinesProps {
  replay: Replay;
  clock: ReplayClock;
  language: string;
  /** People stand in a strip below what is large: the captions stand above it. */
  hasStrip: boolean;
  /** The manifest with fresh links. */
  onRenew: () => Promise<Replay>;
}

const NOTHING: readonly Cue[] = [];

/** What is said at this moment, over the lower edge of the stage. */
export function CaptionLines({ replay, clock, language, hasStrip, onRenew }: CaptionLinesProps) {
  const { t } = useTranslation("replay");
  const link = async (isStale: boolean) => {
    const { captions } = isStale ? await onRenew() : replay;
    const found = captions.find((each) => each.language === language);
    if (!found) throw new Error("These captions are not in the replay any more.");
    return found.src;
  };
  const { data: cues = NOTHING, isError } = useQuery(captionsQuery(replay, language, link));
  const lines = useMoment(clock, useCallback((ms: number) => captionsAt(cues, ms), [cues]));
  if (lines.length === 0 && !isError) return null;
  return (
    <div
      data-captions
      lang={language}
      className={cx("pointer-events-none absolute inset-x-4 z-10 flex flex-col items-center gap-1", hasStrip ? "bottom-21 sm:bottom-29 lg:bottom-33" : "bottom-3")}
    >
      {(isError ? [t("captions.failed")] : lines).map((line, index) => (
        <p
          key={index}
          // The same in every light: captions lie on pictures.
          className="max-w-[42rem] rounded-small bg-slate-ink px-3 py-1 text-center text-lg leading-snug break-words whitespace-pre-line text-chalk sm:text-xl"
        >
          {line}
        </p>
      ))}
    </div>
  );
}
