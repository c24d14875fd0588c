import { Keyboard, Link2, Maximize, Minimize, Pause, Play, RotateCcw, RotateCw, Volume2, VolumeX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ReplayClock } from "@/replay/replay-clock";
import type { Timeline } from "@/replay/timeline";
import { Button, IconButton } from "@/ui/Button";
import { Menu, MenuChoice } from "@/ui/Menu";
import type { Fullscreen } from "@/ui/useFullscreen";

import { togglePlay } from "../commands";
import { useClockState, usePosition } from "../playback";
import type { Sound } from "../sound";
import { formatSpeed, SPEEDS } from "../speeds";
import { LinkCopied } from "./LinkCopied";

interface ControlsProps {
  clock: ReplayClock;
  timeline: Timeline;
  sound: Sound;
  fullscreen: Fullscreen;
  onSound: (sound: Sound) => void;
  onHelp: () => void;
  /** More buttons, where there is something to choose. */
  children?: ReactNode;
}

/** One row: time at the left, playing in the middle, everything about how at the right. */
export function Controls({ clock, timeline, sound, fullscreen, onSound, onHelp, children }: ControlsProps) {
  const { t } = useTranslation("replay");
  const { isPlaying } = useClockState(clock);
  return (
    <div role="toolbar" aria-label={t("controls.label")} className="grid grid-cols-[1fr_auto_1fr] items-center gap-1 px-2 pb-2 sm:px-4">
      <Time clock={clock} timeline={timeline} />
      <div className="flex items-center gap-1 sm:gap-2">
        <IconButton label={t("controls.back")} icon={<RotateCcw size={20} aria-hidden />} onClick={() => clock.seek(clock.position - 10_000)} />
        <button
          type="button"
          aria-label={t(isPlaying ? "controls.pause" : "controls.play")}
          title={t(isPlaying ? "controls.pause" : "controls.play")}
          className="inline-flex size-13 items-center justify-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-strong"
          onClick={() => togglePlay(clock)}
        >
          {isPlaying ? <Pause size={24} fill="currentColor" strokeWidth={1} aria-hidden /> : <Play size={24} fill="currentColor" className="ml-0.5" aria-hidden />}
        </button>
        <IconButton label={t("controls.forward")} icon={<RotateCw size={20} aria-hidden />} onClick={() => clock.seek(clock.position + 10_000)} />
      </div>
      <div className="flex items-center justify-end">
        {children}
        <Speed clock={clock} />
        <Volume sound={sound} onSound={onSound} />
        <CopyLink clock={clock} timeline={timeline} />
        <IconButton label={t("controls.keys")} icon={<Keyboard size={20} aria-hidden />} className="max-md:hidden" onClick={onHelp} />
        {fullscreen.isPossible && (
          <IconButton
            label={t(fullscreen.isOn ? "controls.leaveFullscreen" : "controls.fullscreen")}
            icon={fullscreen.isOn ? <Minimize size={20} aria-hidden /> : <Maximize size={20} aria-hidden />}
            className="max-sm:hidden"
            onClick={fullscreen.toggle}
          />
        )}
      </div>
    </div>
  );
}

function Time({ clock, timeline }: Pick<ControlsProps, "clock" | "timeline">) {
  const { t } = useTranslation("replay");
  const position = usePosition(clock);
  const { durationMs, isHeld, isPlaying } = useClockState(clock);
  return (
    <p className="min-w-0 text-sm whitespace-nowrap tabular sm:pl-2 sm:text-base">
      <span className="font-semibold">{timeline.words(position)}</span>
      <span className="text-quiet max-sm:block max-sm:text-sm">
        <span className="max-sm:hidden"> / </span>
        {timeline.words(durationMs)}
      </span>
      <span role="status" className="ml-3 text-sm text-quiet max-md:sr-only">
        {isHeld && isPlaying && t("controls.waiting")}
      </span>
    </p>
  );
}

function Speed({ clock }: { clock: ReplayClock }) {
  const { t } = useTranslation("replay");
  const { speed } = useClockState(clock);
  const shown = formatSpeed(speed);
  return (
    <Menu
      trigger={
        <Button variant="quiet" className="min-w-11 px-2! tabular" aria-label={t("controls.speed", { speed: shown })} title={t("controls.speed", { speed: shown })}>
          {shown}
        </Button>
      }
    >
      <MenuChoice
        label={t("controls.speedLabel")}
        value={String(speed)}
        options={SPEEDS.map((each) => ({ value: String(each), text: formatSpeed(each) }))}
        onChange={(chosen) => clock.setSpeed(Number(chosen))}
      />
    </Menu>
  );
}

function Volume({ sound, onSound }: Pick<ControlsProps, "sound" | "onSound">) {
  const { t } = useTranslation("replay");
  const { volume, muted } = sound;
  return (
    <>
      {/* A phone has buttons of its own for that, and no room here. */}
      <IconButton
        label={t(muted ? "controls.unmute" : "controls.mute")}
        icon={muted ? <VolumeX size={20} aria-hidden /> : <Volume2 size={20} aria-hidden />}
        className="max-sm:hidden"
        onClick={() => onSound({ ...sound, muted: !muted })}
      />
      <input
        type="range"
        aria-label={t("controls.volume")}
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        className="h-11 w-20 accent-accent max-lg:hidden"
        onChange={(event) => onSound({ volume: Number(event.target.value), muted: false })}
      />
    </>
  );
}

function CopyLink({ clock, timeline }: Pick<ControlsProps, "clock" | "timeline">) {
  const { t } = useTranslation("replay");
  const [copied, setCopied] = useState<number | null>(null);
  return (
    <>
      <IconButton label={t("controls.copy")} icon={<Link2 size={20} aria-hidden />} onClick={() => setCopied(Math.floor(clock.position / 1_000))} />
      {copied !== null && <LinkCopied seconds={copied} timeline={timeline} onClose={() => setCopied(null)} />}
    </>
  );
}
