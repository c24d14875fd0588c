import { useCallback, useMemo } from "react";

import CodeStage from "@/code/CodeStage";
import { CodePreview } from "@/code/CodePreview";
import { openDocument } from "@/documents/shared-document";

import { hostIds, isHost } from "../room-state";
import { type Owner, owners } from "./copies";
import { CopiesOverview } from "./CopiesOverview";
import { DocumentActions } from "./DocumentActions";
import type { RoomDocumentProps } from "./room-document";
import { useCopies } from "./useCopies";

/** The session's code on the room's stage. */
export default function RoomCode(props: RoomDocumentProps) {
  const { room, state } = props;
  const copies = useCopies(state, "code");
  const { owner } = copies;
  const openCopy = useCallback((of: Owner) => openDocument(room.documentOptions("code", of)), [room]);
  const open = useCallback(() => openCopy(owner), [openCopy, owner]);
  const actions = <DocumentActions {...props} {...copies} document="code" />;
  const { id = "", name = "" } = state.me ?? state.self ?? {};
  const me = useMemo(() => ({ id, name }), [id, name]);
  const { stage, follow } = state.rules;
  const isLed = stage === "code" && follow && !isHost(state);
  if (copies.isOverview) {
    return (
      <CopiesOverview actions={actions} people={owners(state)} open={openCopy} Preview={CodePreview} onVisit={copies.visit} />
    );
  }
  return (
    <CodeStage key={owner} open={open} me={me} ledBy={isLed ? hostIds(state) : undefined}>
      {actions}
    </CodeStage>
  );
}
