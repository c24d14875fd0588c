import { Eye, EyeOff, Files, Presentation, Users } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";
import { Menu, MenuItem } from "@/ui/Menu";

import type { Room } from "../room";
import type { RoomState } from "../room-state";
import type { StageDocument } from "../view";
import { isForEveryone, isPrivate, type Owner } from "./copies";

interface ForEveryoneProps {
  room: Pick<Room, "do">;
  state: RoomState;
  document: StageDocument;
  /** Whose copy is on this page's stage: that is what is shown to everyone. */
  owner: Owner;
}

/** What a host decides about everybody's stage. */
export function ForEveryone({ room, state, document, owner }: ForEveryoneProps) {
  const { t } = useTranslation("stage");
  const { follow, private: kept } = state.rules;
  const isShown = isForEveryone(state, document, owner);
  const isApart = isPrivate(state, document);
  const set = (shown: boolean, led: boolean) =>
    void room.do("set-stage", shown ? { stage: document, follow: led, copy_of: owner } : { stage: "people", follow: false });
  const part = () =>
    void room.do("set-rules", { private: isApart ? kept.filter((name) => name !== document) : [...kept, document] });
  return (
    <>
      {isShown && <span className="px-2 text-sm font-semibold text-accent max-md:hidden">{t("forEveryone.shown")}</span>}
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
          {isShown ? t("forEveryone.end") : t(owner === null ? `documents.${document}.show` : "copies.show")}
        </MenuItem>
        <MenuItem
          icon={isShown && follow ? <EyeOff size={20} aria-hidden /> : <Eye size={20} aria-hidden />}
          onSelect={() => set(true, !(isShown && follow))}
        >
          {t(isShown && follow ? "forEveryone.release" : "forEveryone.lead")}
        </MenuItem>
        <MenuItem icon={<Files size={20} aria-hidden />} onSelect={part}>
          {t(isApart ? "copies.end" : "copies.begin")}
        </MenuItem>
      </Menu>
    </>
  );
}
