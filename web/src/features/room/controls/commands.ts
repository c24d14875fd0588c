import type { Fullscreen } from "@/ui/useFullscreen";

import type { PanelName } from "../components/Panel";
import type { Room } from "../room";
import { mayMark, type RoomState } from "../room-state";
import type { StageDocument } from "../view";

/** What a key does in the room. The keys are those of the requirements; browsers' own meanings of them are held back. */
export interface Command {
  id: "microphone" | "camera" | "hand" | "board" | "code" | "chat" | "people" | "recording" | "mark" | "fullscreen" | "help";
  /** In the syntax of aria-keyshortcuts. */
  keys: string;
  run: (context: CommandContext) => void;
}

export interface CommandContext {
  room: Room;
  state: RoomState;
  fullscreen: Fullscreen;
  onPanel: (name: PanelName) => void;
  /** Opens it, or closes it if it is open. */
  onOpen: (document: StageDocument) => void;
}

export const COMMANDS: readonly Command[] = [
  {
    id: "microphone",
    keys: "Control+D",
    run: ({ room, state }) => void room.setMicrophone(!state.media.microphone.on),
  },
  { id: "camera", keys: "Control+E", run: ({ room, state }) => void room.setCamera(!state.media.camera.on) },
  {
    id: "hand",
    keys: "Control+Shift+H",
    run: ({ room, state }) => void room.do("raise-hand", { raised: !state.me?.hand }),
  },
  { id: "board", keys: "B", run: ({ onOpen }) => onOpen("board") },
  { id: "code", keys: "C", run: ({ onOpen }) => onOpen("code") },
  { id: "chat", keys: "M", run: ({ onPanel }) => onPanel("chat") },
  { id: "people", keys: "P", run: ({ onPanel }) => onPanel("people") },
  {
    id: "recording",
    keys: "R",
    run: ({ state, onPanel }) => state.session?.recording !== "never" && onPanel("recording"),
  },
  { id: "mark", keys: "K", run: ({ room, state }) => mayMark(state) && void room.markMoment() },
  { id: "fullscreen", keys: "F", run: ({ fullscreen }) => fullscreen.toggle() },
  { id: "help", keys: "?", run: ({ onPanel }) => onPanel("keys") },
];

export const TALK_KEY = "V";

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

export function commandFor(pressed: Pressed): Command | undefined {
  return COMMANDS.find(({ keys }) => matches(keys, pressed));
}

/** Whether the key means nothing but itself: those can be switched off, for people who dictate (WCAG 2.1.4). */
export function isSingle(keys: string): boolean {
  return !keys.includes("+");
}

function matches(keys: string, { key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): boolean {
  const parts = keys.split("+");
  const wanted = parts.at(-1);
  const withControl = parts.includes("Control");
  // A question mark needs Shift on some keyboards and not on others.
  const shiftAgrees = wanted === "?" || shiftKey === parts.includes("Shift");
  return key.toUpperCase() === wanted && (ctrlKey || metaKey) === withControl && shiftAgrees && !altKey;
}
