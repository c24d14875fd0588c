import { useCallback, useMemo } from "react";

import CodeStage from "@/code/CodeStage";
import { openDocument } from "@/documents/shared-document";

import { hostIds, isHost } from "../room-state";
import { DocumentActions } from "./DocumentActions";
import type { RoomDocumentProps } from "./room-document";
import { useCopies } from "./useCopies";

/** The session's code on the room's stage. */
export default function RoomCode(props: RoomDocumentProps) {
  const { room, state } = props;
  const copies = useCopies(state, "code");
  const { owner } = copies;
  const open = useCallback(() => openDocument(room.documentOptions("code", owner)), [room, owner]);
  const { id = "", name = "" } = state.me ?? state.self ?? {};
  const me = useMemo(() => ({ id, name }), [id, name]);
  const { stage, follow } = state.rules;
  const isLed = stage === "code" && follow && !isHost(state);
  return (
    <CodeStage key={owner} open={open} me={me} ledBy={isLed ? hostIds(state) : undefined}>
      <DocumentActions {...props} {...copies} document="code" />
    </CodeStage>
  );
}
