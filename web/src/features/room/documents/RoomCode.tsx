import { useMemo } from "react";

import { CodePreview } from "@/code/CodePreview";
import CodeStage from "@/code/CodeStage";

import { hostIds, isHost } from "../room-state";
import { DocumentOnStage } from "./DocumentOnStage";
import type { RoomDocumentProps } from "./room-document";

/** The session's code on the room's stage. */
export default function RoomCode(props: RoomDocumentProps) {
  const { state } = props;
  const { id = "", name = "" } = state.me ?? state.self ?? {};
  const me = useMemo(() => ({ id, name }), [id, name]);
  const { stage, follow } = state.rules;
  const isLed = stage === "code" && follow && !isHost(state);
  return (
    <DocumentOnStage {...props} document="code" Preview={CodePreview}>
      {({ open, actions }) => (
        <CodeStage open={open} me={me} ledBy={isLed ? hostIds(state) : undefined}>
          {actions}
        </CodeStage>
      )}
    </DocumentOnStage>
  );
}
