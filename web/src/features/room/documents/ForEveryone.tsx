import { Eye, EyeOff, Presentation, Users } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";
import { Menu, MenuItem } from "@/ui/Menu";

import type { Room } from "../room";
import type { RoomState } from "../room-state";
import type { StageDocument } from "../view";

interface ForEveryoneProps {
  room: Pick<Room, "do">;
  state: RoomState;
  document: StageDocument;
}

/** What a host decides about everybody's stage. */
export function ForEveryone({ room, state, document }: ForEveryoneProps) {
  const { t } = useTranslation("stage");
  const { stage, follow } = state.rules;
  const isShown = stage === document;
  const set = (shown: boolean, led: boolean) => void room.do("set-stage", { stage: shown ? document : "people", follow: led });
  return (
    <Menu
      trigger={
        <IconButton
          className={isShown ? "text-accent!" : ""}
          label={t("forEveryone.menu")}
          icon={<Users size={20} aria-hidden />}
        />
      }
    >
      <MenuItem icon={<Presentation size={20} aria-hidden />} onSelect={() => set(!isShown, false)}>
        {isShown ? t("forEveryone.end") : t(`documents.${document}.show`)}
      </MenuItem>
      <MenuItem
        icon={isShown && follow ? <EyeOff size={20} aria-hidden /> : <Eye size={20} aria-hidden />}
        onSelect={() => set(true, !(isShown && follow))}
      >
        {t(isShown && follow ? "forEveryone.release" : "forEveryone.lead")}
      </MenuItem>
    </Menu>
  );
}
