import { BoardPreview } from "@/board/BoardPreview";
import { Board } from "@/board/lazy";

import { hostIds, isHost } from "../room-state";
import { DocumentOnStage } from "./DocumentOnStage";
import type { RoomDocumentProps } from "./room-document";

/** The session's board on the room's stage. */
export default function RoomBoard(props: RoomDocumentProps) {
  const { state } = props;
  const { stage, follow } = state.rules;
  return (
    <DocumentOnStage {...props} document="board" Preview={BoardPreview}>
      {({ open, actions }) => (
        <Board
          open={open}
          title={state.session?.title ?? ""}
          leaders={hostIds(state)}
          isLeader={isHost(state)}
          isLed={stage === "board" && follow}
        >
          {actions}
        </Board>
      )}
    </DocumentOnStage>
  );
}
