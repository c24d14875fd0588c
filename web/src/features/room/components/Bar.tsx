import { Ellipsis, Maximize, Minimize, PhoneOff, SlidersHorizontal, Users } from "lucide-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";

import { Menu, MenuItem } from "@/ui/Menu";

import type { Room } from "../room";
import { mayEnd, type RoomState } from "../room-state";
import { LeaveDialog } from "./LeaveDialog";
import { MediaButtons } from "./MediaButtons";
import type { PanelName } from "./Panel";
import { RoundButton } from "./RoundButton";
import { useFullscreen } from "./useFullscreen";

interface BarProps {
  room: Room;
  state: RoomState;
  panel: PanelName | null;
  onPanel: (name: PanelName) => void;
  onDeviceProblem: () => void;
  fullscreenOf: RefObject<HTMLElement | null>;
  peopleButton: RefObject<HTMLButtonElement | null>;
}

/** One row at the bottom, on every screen; on a phone the rarer things move under "more". */
export function Bar({ room, state, panel, onPanel, onDeviceProblem, fullscreenOf, peopleButton }: BarProps) {
  const { t } = useTranslation("room");
  const fullscreen = useFullscreen(fullscreenOf);
  const [leaving, setLeaving] = useState(false);
  const fullscreenLabel = t(fullscreen.isOn ? "bar.exitFullscreen" : "bar.fullscreen");
  const FullscreenIcon = fullscreen.isOn ? Minimize : Maximize;

  return (
    <footer
      role="toolbar"
      aria-label={t("bar.label")}
      className="flex shrink-0 items-center justify-center gap-2 px-2 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] sm:gap-3"
    >
      <MediaButtons media={room.media} state={state.media} onProblem={onDeviceProblem} />
      <RoundButton
        ref={peopleButton}
        label={t("bar.people", { count: state.participants.length + 1 })}
        icon={<Users size={22} aria-hidden />}
        count={state.lobby.length}
        aria-expanded={panel === "people"}
        onClick={() => onPanel("people")}
      />
      {fullscreen.isPossible && (
        <RoundButton
          className="max-sm:hidden"
          label={fullscreenLabel}
          icon={<FullscreenIcon size={22} aria-hidden />}
          onClick={fullscreen.toggle}
        />
      )}
      <Menu trigger={<RoundButton label={t("bar.more")} icon={<Ellipsis size={22} aria-hidden />} />}>
        <MenuItem icon={<SlidersHorizontal size={20} aria-hidden />} onSelect={() => onPanel("devices")}>
          {t("bar.devices")}
        </MenuItem>
        {fullscreen.isPossible && (
          <MenuItem
            className="sm:hidden"
            icon={<FullscreenIcon size={20} aria-hidden />}
            onSelect={fullscreen.toggle}
          >
            {fullscreenLabel}
          </MenuItem>
        )}
      </Menu>
      <button
        type="button"
        data-leave
        className="ml-3 inline-flex min-h-12 items-center gap-2 rounded-full bg-danger-solid px-5 font-semibold text-on-danger hover:brightness-110 sm:ml-8"
        onClick={() => (mayEnd(state) ? setLeaving(true) : room.leave())}
      >
        <PhoneOff size={20} aria-hidden />
        {t("bar.leave")}
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
