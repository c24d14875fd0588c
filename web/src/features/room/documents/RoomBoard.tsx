import { useCallback } from "react";

import Board from "@/board/Board";
import { openDocument } from "@/documents/shared-document";

import { hostIds, isHost } from "../room-state";
import { DocumentActions } from "./DocumentActions";
import type { RoomDocumentProps } from "./room-document";
import { useCopies } from "./useCopies";

/** The session's board on the room's stage. */
export default function RoomBoard(props: RoomDocumentProps) {
  const { room, state } = props;
  const copies = useCopies(state, "board");
  const { owner } = copies;
  const open = useCallback(() => openDocument(room.documentOptions("board", owner)), [room, owner]);
  const { stage, follow } = state.rules;
  return (
    <Board
      key={owner}
      open={open}
      title={state.session?.title ?? ""}
      leaders={hostIds(state)}
      isLeader={isHost(state)}
      isLed={stage === "board" && follow}
    >
      <DocumentActions {...props} {...copies} document="board" />
    </Board>
  );
}
