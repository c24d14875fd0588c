import { X } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import Board from "@/board/Board";
import { openDocument } from "@/documents/shared-document";
import { IconButton } from "@/ui/Button";

import type { Room } from "../room";
import { hostIds, isHost, type RoomState } from "../room-state";
import type { View } from "../view";
import { ForEveryone } from "./ForEveryone";

export interface RoomBoardProps {
  room: Room;
  state: RoomState;
  view: View;
  onView: (change: Partial<View>) => void;
}

/** The session's board on the room's stage. */
export default function RoomBoard({ room, state, onView }: RoomBoardProps) {
  const { t } = useTranslation("stage");
  const open = useCallback(() => openDocument(room.documentOptions("board")), [room]);
  const { stage, follow } = state.rules;
  return (
    <Board
      open={open}
      title={state.session?.title ?? ""}
      leaders={hostIds(state)}
      isLeader={isHost(state)}
      isLed={stage === "board" && follow}
    >
      {isHost(state) && <ForEveryone room={room} state={state} document="board" />}
      <IconButton label={t("closeBoard")} icon={<X size={20} aria-hidden />} onClick={() => onView({ open: null })} />
    </Board>
  );
}
