import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { CheckState } from "@/call/check/connection-check";
import { meter } from "@/call/levels";
import { Button } from "@/ui/Button";

import type { RunningCheck } from "../useConnectionCheck";

const BARS = 24;

/** Bars that move with the voice. */
export function MicrophoneTrial({ state }: { state: CheckState }) {
  const { t } = useTranslation("check");
  const bars = useRef<HTMLDivElement>(null);
  const track = state.devices?.microphone.track ?? null;

  useEffect(() => {
    if (track === null) return;
    return meter(track, (reading) => draw(bars.current, reading?.position ?? 0));
  }, [track]);

  if (track === null) return null;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
      <div ref={bars} aria-hidden className="flex h-5 items-center gap-0.5">
        {Array.from({ length: BARS }, (_, index) => (
          <span key={index} className="h-full w-1 rounded-full bg-line data-on:bg-accent" />
        ))}
      </div>
      {state.steps.microphone.status === "running" && <p className="font-semibold">{t("speakNow")}</p>}
    </div>
  );
}

export function CameraTrial({ state }: { state: CheckState }) {
  const { t } = useTranslation("check");
  const video = useRef<HTMLVideoElement>(null);
  const track = state.devices?.camera.track ?? null;

  useEffect(() => {
    if (video.current) video.current.srcObject = track && new MediaStream([track]);
  }, [track]);

  if (track === null) return null;
  return (
    <figure className="mt-2">
      <video
        ref={video}
        autoPlay
        muted
        playsInline
        aria-label={t("preview")}
        className="aspect-video w-full max-w-72 -scale-x-100 rounded-card bg-slate-ink object-cover"
      />
      <figcaption className="mt-1 text-sm text-quiet">{t("seeYourself")}</figcaption>
    </figure>
  );
}

/** Only the person can say whether a tone was heard. */
export function SpeakerTrial({ check }: { check: RunningCheck }) {
  const { t } = useTranslation("check");
  const { steps, sounding } = check.state;
  const buttons = useRef<HTMLDivElement>(null);
  const isAsking = steps.speaker.status === "asking";

  // The question comes to whoever waits for it; a person who is busy elsewhere on the page is left in peace.
  useEffect(() => {
    if (isAsking && document.activeElement === document.body) buttons.current?.querySelector("button")?.focus();
  }, [isAsking]);

  if (!isAsking && !sounding) return null;
  return (
    <div className="mt-2 flex flex-col gap-3">
      <p role="status" className="font-semibold">
        {t(sounding ? "question.playing" : "question.heard")}
      </p>
      {isAsking && (
        <div ref={buttons} className="flex flex-wrap gap-3">
          <Button onClick={() => check.answer("yes")}>{t("question.yes")}</Button>
          <Button variant="secondary" onClick={() => check.answer("no")}>
            {t("question.no")}
          </Button>
          <Button variant="quiet" disabled={sounding} onClick={check.playAgain}>
            {t("question.again")}
          </Button>
          <Button variant="quiet" onClick={() => check.answer("unsure")}>
            {t("question.unsure")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** How far the measurement of the line has come. */
export function RateTrial({ state }: { state: CheckState }) {
  const { t } = useTranslation("check");
  if (state.steps.rate.status !== "running") return null;
  return (
    <progress
      aria-label={t("progress")}
      value={state.progress}
      className="mt-3 h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
    />
  );
}

/** Sixteen times a second: past React, straight to the elements. */
function draw(bars: HTMLDivElement | null, position: number): void {
  for (const [index, bar] of [...(bars?.children ?? [])].entries()) {
    bar.toggleAttribute("data-on", index < Math.round(position * BARS));
  }
}
