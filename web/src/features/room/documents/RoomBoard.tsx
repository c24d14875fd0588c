import { useCallback } from "react";

import Board from "@/board/Board";
import { openDocument } from "@/documents/shared-document";

import { hostIds, isHost } from "../room-state";
import { DocumentActions } from "./DocumentActions";
import type { RoomDocumentProps } from "./room-document";

/** The session's board on the room's stage. */
export default function RoomBoard(props: RoomDocumentProps) {
  const { room, state } = props;
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
      <DocumentActions {...props} document="board" />
    </Board>
  );
}
