import { useFullscreen } from "@/ui/useFullscreen";

import { PhoneOff, Users } from "lucide-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";

import { ChatButton } from "../chat/lazy";
import { LeaveDialog } from "../components/LeaveDialog";
import { MediaButtons } from "../components/MediaButtons";
import type { PanelName } from "../components/Panel";
import { RoundButton } from "../components/RoundButton";
import type { Room } from "../room";
import { may, mayEnd, type RoomState } from "../room-state";
import type { StageDocument, View } from "../view";
import { DocumentButtons, DocumentItems } from "./DocumentButtons";
import { HandButton, HandItem, ReactionButton } from "./Gestures";
import { MoreMenu } from "./MoreMenu";
import { ShareButton, ShareItem } from "./ShareButton";
import { useCommands } from "./useCommands";

interface BarProps {
  room: Room;
  state: RoomState;
  view: View;
  onView: (change: Partial<View>) => void;
  panel: PanelName | null;
  onPanel: (name: PanelName) => void;
  onDeviceProblem: () => void;
  peopleButton: RefObject<HTMLButtonElement | null>;
  chatButton: RefObject<HTMLButtonElement | null>;
}

/** One row at the bottom, on every screen; on a phone the rarer things move under "more", and on one that lies the row is a column. */
export function Bar({ room, state, view, onView, panel, onPanel, onDeviceProblem, peopleButton, chatButton }: BarProps) {
  const { t } = useTranslation(["room", "stage"]);
  const fullscreen = useFullscreen();
  const [leaving, setLeaving] = useState(false);

  async function switchOver(kind: "microphone" | "camera", on: boolean) {
    await (kind === "microphone" ? room.setMicrophone(on) : room.setCamera(on));
    if (on && room.media.state[kind].problem !== null) onDeviceProblem();
  }

  const open = (document: StageDocument) => onView({ open: view.open === document ? null : document, pinned: null });
  useCommands({ room, state, fullscreen, onPanel, onOpen: open });

  return (
    <footer
      role="toolbar"
      aria-label={t("bar.label")}
      className="flex shrink-0 items-center justify-center gap-2 px-2 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] sm:gap-3 lying:h-full lying:flex-col"
    >
      <MediaButtons
        state={state.media}
        onMicrophone={(on) => void switchOver("microphone", on)}
        onCamera={(on) => void switchOver("camera", on)}
        forbidden={{
          microphone: may(state, "speak") ? null : t("stage:mayNotSpeak"),
          camera: may(state, "video") ? null : t("stage:mayNotShow"),
        }}
      />
      <ShareButton className="phone:hidden" room={room} state={state} />
      <DocumentButtons opened={view.open} onOpen={open} />
      <HandButton className="phone:hidden" room={room} state={state} />
      <ReactionButton className="phone:hidden max-lg:hidden" room={room} />
      <ChatButton
        ref={chatButton}
        log={room.chat}
        aria-expanded={panel === "chat"}
        onClick={() => onPanel("chat")}
      />
      <RoundButton
        ref={peopleButton}
        className="phone:hidden"
        label={t("bar.people", { count: state.participants.length + 1 })}
        icon={<Users size={22} aria-hidden />}
        count={state.lobby.length}
        aria-keyshortcuts="P"
        aria-expanded={panel === "people"}
        onClick={() => onPanel("people")}
      />
      <MoreMenu {...{ room, state, view, onView, onPanel, fullscreen }}>
        <HandItem room={room} state={state} />
        <ShareItem room={room} state={state} />
        <DocumentItems opened={view.open} onOpen={open} />
      </MoreMenu>
      <button
        type="button"
        data-leave
        className="inline-flex min-h-12 items-center gap-2 rounded-full bg-danger-solid px-5 font-semibold text-on-danger not-lying:ml-3 hover:brightness-110 sm:not-lying:ml-8 lying:mt-auto lying:px-3.5"
        onClick={() => (mayEnd(state) ? setLeaving(true) : room.leave())}
      >
        <PhoneOff size={20} aria-hidden />
        <span className="max-[22.5rem]:sr-only lying:sr-only">{t("bar.leave")}</span>
      </button>
      <LeaveDialog
        open={leaving}
        onOpenChange={setLeaving}
        onLeave={() => room.leave()}
        onEnd={() => room.do("end-session", {})}
      />
    </footer>
  );
}
