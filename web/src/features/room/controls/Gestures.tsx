import { Hand, SmilePlus } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Reaction } from "@/call/protocol";
import { Menu, MenuItem } from "@/ui/Menu";

import { RoundButton } from "../components/RoundButton";
import type { Room } from "../room";
import type { RoomState } from "../room-state";

export const REACTIONS: Record<Reaction, string> = {
  thumbs_up: "👍",
  heart: "❤️",
  laugh: "😄",
  surprised: "😮",
  clap: "👏",
  celebrate: "🎉",
};

interface GestureProps {
  room: Room;
  state: RoomState;
}

export function HandButton({ room, state, className }: GestureProps & { className?: string }) {
  const { t } = useTranslation("stage");
  const isUp = Boolean(state.me?.hand);
  return (
    <RoundButton
      className={`${isUp ? "bg-yellow! text-slate-ink!" : ""} ${className ?? ""}`}
      label={t(isUp ? "lowerHand" : "raiseHand")}
      icon={<Hand size={22} aria-hidden />}
      aria-pressed={isUp}
      aria-keyshortcuts="Control+Shift+H"
      onClick={() => void room.do("raise-hand", { raised: !isUp })}
    />
  );
}

export function HandItem({ room, state }: GestureProps) {
  const { t } = useTranslation("stage");
  const isUp = Boolean(state.me?.hand);
  return (
    <MenuItem
      className="roomy:hidden"
      icon={<Hand size={20} aria-hidden />}
      onSelect={() => void room.do("raise-hand", { raised: !isUp })}
    >
      {t(isUp ? "lowerHand" : "raiseHand")}
    </MenuItem>
  );
}

export function ReactionButton({ room, className }: { room: Room; className?: string }) {
  const { t } = useTranslation("stage");
  return (
    <Menu
      trigger={<RoundButton className={className} label={t("react")} icon={<SmilePlus size={22} aria-hidden />} />}
    >
      <div className="flex">
        {Object.entries(REACTIONS).map(([reaction, sign]) => (
          <MenuItem
            key={reaction}
            className="min-w-11 justify-center px-0 text-xl"
            aria-label={t(`reactions.${reaction as Reaction}`)}
            onSelect={() => void room.do("react", { reaction: reaction as Reaction })}
          >
            {sign}
          </MenuItem>
        ))}
      </div>
    </Menu>
  );
}
