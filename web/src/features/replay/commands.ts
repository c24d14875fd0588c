import type { Timeline } from "@/replay/timeline";
import type { ReplayClock } from "@/replay/replay-clock";
import type { Fullscreen } from "@/ui/useFullscreen";

import { faster, slower } from "./speeds";

export interface CommandContext {
  clock: ReplayClock;
  timeline: Timeline;
  fullscreen: Fullscreen;
  onMute: () => void;
  onCaptions: () => void;
  onHelp: () => void;
}

/** What a key does in a replay. */
export interface Command {
  id:
    | "play"
    | "back5"
    | "forward5"
    | "back10"
    | "forward10"
    | "previous"
    | "next"
    | "slower"
    | "faster"
    | "start"
    | "end"
    | "tenths"
    | "mute"
    | "captions"
    | "fullscreen"
    | "help";
  /** As KeyboardEvent.key has them, in lower case. */
  keys: readonly string[];
  shift?: boolean;
  /** As they are written in the list. */
  shown: string;
  run: (context: CommandContext, key: string) => void;
}

/** Where the list has the word for the space bar. */
export const SPACE = "␣";

const by = (ms: number) => ({ clock }: CommandContext) => clock.seek(clock.position + ms);

export const COMMANDS: readonly Command[] = [
  { id: "play", keys: [" ", "k"], shown: `${SPACE}  K`, run: ({ clock }) => togglePlay(clock) },
  { id: "previous", keys: ["arrowleft"], shift: true, shown: "⇧ + ←", run: ({ clock, timeline }) => toChapter(clock, timeline, -1) },
  { id: "next", keys: ["arrowright"], shift: true, shown: "⇧ + →", run: ({ clock, timeline }) => toChapter(clock, timeline, 1) },
  { id: "back5", keys: ["arrowleft"], shown: "←", run: by(-5_000) },
  { id: "forward5", keys: ["arrowright"], shown: "→", run: by(5_000) },
  { id: "back10", keys: ["j"], shown: "J", run: by(-10_000) },
  { id: "forward10", keys: ["l"], shown: "L", run: by(10_000) },
  { id: "slower", keys: ["<"], shown: "<", run: ({ clock }) => clock.setSpeed(slower(clock.state.speed)) },
  { id: "faster", keys: [">"], shown: ">", run: ({ clock }) => clock.setSpeed(faster(clock.state.speed)) },
  { id: "start", keys: ["home"], shown: "Home", run: ({ clock }) => clock.seek(0) },
  { id: "end", keys: ["end"], shown: "End", run: ({ clock }) => clock.seek(clock.state.durationMs) },
  {
    id: "tenths",
    keys: [..."0123456789"],
    shown: "0 – 9",
    run: ({ clock }, key) => {
      const { fromMs, durationMs } = clock.state;
      clock.seek(fromMs + ((durationMs - fromMs) * Number(key)) / 10);
    },
  },
  { id: "mute", keys: ["m"], shown: "M", run: ({ onMute }) => onMute() },
  { id: "captions", keys: ["c"], shown: "C", run: ({ onCaptions }) => onCaptions() },
  { id: "fullscreen", keys: ["f"], shown: "F", run: ({ fullscreen }) => fullscreen.isPossible && fullscreen.toggle() },
  { id: "help", keys: ["?"], shown: "?", run: ({ onHelp }) => onHelp() },
];

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

export function commandFor({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): Command | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const pressed = key.toLowerCase();
  // Where Shift is needed to write a sign at all, it means nothing more.
  const isNamed = pressed.length > 1;
  return COMMANDS.find(({ keys, shift = false }) => keys.includes(pressed) && (!isNamed || shift === shiftKey));
}

/** Whether it is written by a key that also writes: those can be switched off, for people who dictate (WCAG 2.1.4). */
export function isSingle(key: string): boolean {
  return key.length === 1 && key !== " ";
}

export function togglePlay(clock: ReplayClock): void {
  if (clock.state.isPlaying) clock.pause();
  else clock.play();
}

/** So long after its beginning, "previous" is the one before: else one could not get past it while it plays. */
const JUST_BEGUN_MS = 2_000;

function toChapter(clock: ReplayClock, { chapters }: Timeline, by: 1 | -1): void {
  const { position } = clock;
  const chapter =
    by === 1
      ? chapters.find(({ at_ms }) => at_ms > position)
      : chapters.findLast(({ at_ms }) => at_ms < position - JUST_BEGUN_MS);
  if (chapter) clock.seek(chapter.at_ms);
  else if (by === -1) clock.seek(0);
}
