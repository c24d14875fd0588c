import { useCallback } from "react";

import Board from "@/board/Board";
import { BoardPreview } from "@/board/BoardPreview";
import { openDocument } from "@/documents/shared-document";

import { hostIds, isHost } from "../room-state";
import { type Owner, owners } from "./copies";
import { CopiesOverview } from "./CopiesOverview";
import { DocumentActions } from "./DocumentActions";
import type { RoomDocumentProps } from "./room-document";
import { useCopies } from "./useCopies";

/** The session's board on the room's stage. */
export default function RoomBoard(props: RoomDocumentProps) {
  const { room, state } = props;
  const copies = useCopies(state, "board");
  const { owner } = copies;
  const openCopy = useCallback((of: Owner) => openDocument(room.documentOptions("board", of)), [room]);
  const open = useCallback(() => openCopy(owner), [openCopy, owner]);
  const actions = <DocumentActions {...props} {...copies} document="board" />;
  const { stage, follow } = state.rules;
  if (copies.isOverview) {
    return (
      <CopiesOverview actions={actions} people={owners(state)} open={openCopy} Preview={BoardPreview} onVisit={copies.visit} />
    );
  }
  return (
    <Board
      key={owner}
      open={open}
      title={state.session?.title ?? ""}
      leaders={hostIds(state)}
      isLeader={isHost(state)}
      isLed={stage === "board" && follow}
    >
      {actions}
    </Board>
  );
}
