import {
  Ellipsis,
  Megaphone,
  MicOff,
  Pencil,
  ScreenShareOff,
  ShieldQuestionMark,
  SlidersHorizontal,
  Star,
  StarOff,
  UserMinus,
  UserRoundCheck,
  UserRoundX,
  VideoOff,
} from "lucide-react";
import { type Ref, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Participant } from "@/call/protocol";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";

import type { RoomState } from "../room-state";
import type { Acting } from "./acting";

/** What takes more than a click, and opens elsewhere. */
export type Opened = "rights" | "rename" | "remove" | "check";

interface PersonMenuProps {
  participant: Participant;
  room: Acting;
  state: RoomState;
  onOpen: (what: Opened) => void;
  ref: Ref<HTMLButtonElement>;
}

/** What a host can do about somebody. Only what makes sense now, and what the server will not refuse, is offered. */
export function PersonMenu({ participant, room, state, onOpen, ref }: PersonMenuProps) {
  const { t } = useTranslation(["people", "stage", "privacy"]);
  const { id, name, role, co_host, rights } = participant;
  const about = { participant_id: id };
  const isTeacher = state.me?.role === "teacher";
  const theyAreHost = role === "teacher" || co_host;
  /** What was opened takes the focus itself. */
  const leadsElsewhere = useRef(false);
  const open = (what: Opened) => {
    leadsElsewhere.current = true;
    onOpen(what);
  };
  const isSpotlit = state.rules.spotlight === id;
  return (
    <Menu
      trigger={<IconButton ref={ref} label={t("menu.label", { name })} icon={<Ellipsis size={20} aria-hidden />} />}
      onCloseAutoFocus={(event) => {
        if (leadsElsewhere.current) event.preventDefault();
        leadsElsewhere.current = false;
      }}
    >
      {participant.audio && (
        <MenuItem icon={<MicOff size={20} aria-hidden />} onSelect={() => void room.do("mute", about)}>
          {t("menu.mute")}
        </MenuItem>
      )}
      {!participant.audio && rights.includes("speak") && (
        <MenuItem icon={<Megaphone size={20} aria-hidden />} onSelect={() => void room.do("ask-to-unmute", about)}>
          {t("menu.askToUnmute")}
        </MenuItem>
      )}
      {participant.video && (
        <MenuItem icon={<VideoOff size={20} aria-hidden />} onSelect={() => void room.do("stop-camera", about)}>
          {t("menu.stopCamera")}
        </MenuItem>
      )}
      {participant.screen !== null && (
        <MenuItem icon={<ScreenShareOff size={20} aria-hidden />} onSelect={() => void room.do("stop-screen", about)}>
          {t("menu.stopScreen")}
        </MenuItem>
      )}
      <MenuItem
        icon={isSpotlit ? <StarOff size={20} aria-hidden /> : <Star size={20} aria-hidden />}
        onSelect={() => void room.do("spotlight", { participant_id: isSpotlit ? null : id })}
      >
        {t(isSpotlit ? "stage:unspotlight" : "stage:spotlight")}
      </MenuItem>
      <MenuSeparator />
      {!theyAreHost && (
        <MenuItem icon={<SlidersHorizontal size={20} aria-hidden />} onSelect={() => open("rights")}>
          {t("menu.rights")}
        </MenuItem>
      )}
      {isTeacher && role !== "teacher" && (
        <MenuItem
          icon={co_host ? <UserRoundX size={20} aria-hidden /> : <UserRoundCheck size={20} aria-hidden />}
          onSelect={() => void room.do("set-co-host", { ...about, co_host: !co_host })}
        >
          {t(co_host ? "menu.unmakeCoHost" : "menu.makeCoHost")}
        </MenuItem>
      )}
      <MenuItem icon={<Pencil size={20} aria-hidden />} onSelect={() => open("rename")}>
        {t("menu.rename")}
      </MenuItem>
      <MenuItem icon={<ShieldQuestionMark size={20} aria-hidden />} onSelect={() => open("check")}>
        {t("privacy:code.check")}
      </MenuItem>
      {(isTeacher || !theyAreHost) && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<UserMinus size={20} aria-hidden />} onSelect={() => open("remove")}>
            {t("menu.remove")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
