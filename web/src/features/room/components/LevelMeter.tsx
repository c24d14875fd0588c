import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { meter } from "@/call/levels";
import type { InputState } from "@/call/local-media";
import { cx } from "@/ui/cx";

const BARS = 24;
/** Above room noise: somebody speaks. */
const HEARD_AT = 0.45;

type Finding = "speak" | "heard" | "unknown";

/** A bar that moves with the voice, and a sentence that says the same. */
export function LevelMeter({ microphone }: { microphone: InputState }) {
  const { t } = useTranslation("room");
  const bars = useRef<HTMLDivElement>(null);
  const [finding, setFinding] = useState<Finding>("speak");
  const track = microphone.on ? microphone.track : null;

  useEffect(() => {
    setFinding("speak");
    if (track === null) return draw(bars.current, 0);
    return meter(track, (reading) => {
      draw(bars.current, reading?.position ?? 0);
      if (reading === null) setFinding("unknown");
      else if (reading.position > HEARD_AT) setFinding("heard");
    });
  }, [track]);

  const sentence = microphone.track === null ? "none" : microphone.on ? finding : "off";
  return (
    <div className="flex min-w-0 items-center gap-3">
      <div ref={bars} aria-hidden data-meter className="flex h-5 shrink-0 items-center gap-0.5">
        {Array.from({ length: BARS }, (_, index) => (
          <span key={index} className={cx("h-full w-1 rounded-full bg-line data-on:bg-accent", index >= 12 && "max-sm:hidden")} />
        ))}
      </div>
      <p className="min-w-0 text-sm text-quiet">{t(`meter.${sentence}`)}</p>
    </div>
  );
}

/** Sixteen times a second: past React, straight to the elements. */
function draw(bars: HTMLDivElement | null, position: number): void {
  if (!bars) return;
  const shown = [...bars.children].filter((bar) => getComputedStyle(bar).display !== "none");
  for (const [index, bar] of shown.entries()) {
    bar.toggleAttribute("data-on", index < Math.round(position * shown.length));
  }
}
