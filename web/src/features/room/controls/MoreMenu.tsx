import {
  BookmarkPlus,
  CircleDot,
  Ellipsis,
  Eye,
  EyeOff,
  FlipHorizontal2,
  Keyboard,
  Maximize,
  Minimize,
  SlidersHorizontal,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Menu, MenuChoice, MenuItem, MenuSeparator } from "@/ui/Menu";
import type { Fullscreen } from "@/ui/useFullscreen";

import type { PanelName } from "../components/Panel";
import { RoundButton } from "../components/RoundButton";
import { LYING, useMedia } from "../components/useMedia";
import type { Room } from "../room";
import { mayMark, type RoomState } from "../room-state";
import type { View } from "../view";

interface MoreMenuProps {
  room: Pick<Room, "markMoment">;
  state: RoomState;
  view: View;
  onView: (change: Partial<View>) => void;
  onPanel: (name: PanelName) => void;
  fullscreen: Fullscreen;
  /** What a phone's bar has no place for. */
  children: ReactNode;
}

export function MoreMenu({ room, state, view, onView, onPanel, fullscreen, children }: MoreMenuProps) {
  const { t } = useTranslation(["room", "stage"]);
  return (
    <Menu
      // Beside the column there is the whole height for it.
      side={useMedia(LYING) ? "left" : "bottom"}
      trigger={
        <RoundButton
          label={t("bar.more")}
          icon={<Ellipsis size={22} aria-hidden />}
          count={state.lobby.length}
          countClassName="roomy:hidden"
        />
      }
    >
      {children}
      <MenuItem className="roomy:hidden" icon={<Users size={20} aria-hidden />} onSelect={() => onPanel("people")}>
        {t("bar.people", { count: state.participants.length + 1 })}
      </MenuItem>
      <MenuChoice
        label={t("stage:layout")}
        value={view.layout}
        options={[
          { value: "auto", text: t("stage:layouts.auto") },
          { value: "grid", text: t("stage:layouts.grid") },
          { value: "speaker", text: t("stage:layouts.speaker") },
        ]}
        onChange={(layout) => onView({ layout, pinned: null })}
      />
      <MenuSeparator />
      <MenuItem
        icon={view.hidesSelf ? <Eye size={20} aria-hidden /> : <EyeOff size={20} aria-hidden />}
        onSelect={() => onView({ hidesSelf: !view.hidesSelf })}
      >
        {t(view.hidesSelf ? "stage:showSelf" : "stage:hideSelf")}
      </MenuItem>
      <MenuItem
        icon={<FlipHorizontal2 size={20} aria-hidden />}
        onSelect={() => onView({ mirrorsSelf: !view.mirrorsSelf })}
      >
        {t(view.mirrorsSelf ? "stage:unmirror" : "stage:mirror")}
      </MenuItem>
      <MenuSeparator />
      {mayMark(state) && (
        <MenuItem icon={<BookmarkPlus size={20} aria-hidden />} aria-keyshortcuts="K" onSelect={() => void room.markMoment()}>
          {t("bar.mark")}
        </MenuItem>
      )}
      {state.session?.recording !== "never" && (
        <MenuItem icon={<CircleDot size={20} aria-hidden />} onSelect={() => onPanel("recording")}>
          {t("bar.recording")}
        </MenuItem>
      )}
      <MenuItem icon={<SlidersHorizontal size={20} aria-hidden />} onSelect={() => onPanel("devices")}>
        {t("bar.devices")}
      </MenuItem>
      {fullscreen.isPossible && (
        <MenuItem
          icon={fullscreen.isOn ? <Minimize size={20} aria-hidden /> : <Maximize size={20} aria-hidden />}
          onSelect={fullscreen.toggle}
        >
          {t(fullscreen.isOn ? "bar.exitFullscreen" : "bar.fullscreen")}
        </MenuItem>
      )}
      <MenuItem className="phone:hidden" icon={<Keyboard size={20} aria-hidden />} onSelect={() => onPanel("keys")}>
        {t("stage:keys.title")}
      </MenuItem>
    </Menu>
  );
}
