import { useCallback, useMemo } from "react";

import CodeStage from "@/code/CodeStage";
import { openDocument } from "@/documents/shared-document";

import { hostIds, isHost } from "../room-state";
import { DocumentActions } from "./DocumentActions";
import type { RoomDocumentProps } from "./room-document";

/** The session's code on the room's stage. */
export default function RoomCode(props: RoomDocumentProps) {
  const { room, state } = props;
  const open = useCallback(() => openDocument(room.documentOptions("code")), [room]);
  const { id = "", name = "" } = state.me ?? state.self ?? {};
  const me = useMemo(() => ({ id, name }), [id, name]);
  const { stage, follow } = state.rules;
  const isLed = stage === "code" && follow && !isHost(state);
  return (
    <CodeStage open={open} me={me} ledBy={isLed ? hostIds(state) : undefined}>
      <DocumentActions {...props} document="code" />
    </CodeStage>
  );
}
