import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { type DocumentOptions, openDocument, type SharedDocument } from "@/documents/shared-document";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { CodeView } from "./CodeView";
import { ConnectionNote } from "./components/ConnectionNote";

export interface CodeStageProps {
  sessionId: string;
  /** A room token inside of the room, an access token outside of it. */
  credential: DocumentOptions["credential"];
  /** Who looks: a participant's or a user's id, and the name that others see. */
  me: { id: string; name: string };
}

/** The session's code, shared by everybody who has it open. Fills its parent. Load it by `lazy.tsx`. */
export default function CodeStage({ sessionId, credential, me }: CodeStageProps) {
  const shared = useShared(sessionId, credential, me.id);
  return shared ? <OpenCode shared={shared} me={me} /> : null;
}

function OpenCode({ shared, me }: { shared: SharedDocument; me: CodeStageProps["me"] }) {
  const { t } = useTranslation("code");
  const state = useSyncExternalStore(
    useCallback((changed: () => void) => shared.on("state", changed), [shared]),
    () => shared.state,
  );
  const [reset, setReset] = useState<string | null>(null);
  useEffect(() => shared.on("reset", ({ reason }) => setReset(reason)), [shared]);
  const ink = useCallback((payload: Parameters<SharedDocument["ink"]>[0]) => shared.ink(payload), [shared]);
  const onInk = useCallback((listener: Parameters<typeof listenToInk>[1]) => listenToInk(shared, listener), [shared]);
  if (state.connection === "refused") {
    return state.problem ? <ProblemNotice problem={state.problem} /> : <p className="p-6">{t("gone")}</p>;
  }
  const { doc, awareness } = shared;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ConnectionNote state={state} reset={reset} />
      {/* After a reset both are new ones: so is all that holds them. */}
      <CodeView key={doc.guid} source={{ doc, awareness, mayWrite: state.mayWrite, me, ink, onInk }} isLoaded={state.synced} />
    </div>
  );
}

function listenToInk(shared: SharedDocument, listener: (ink: { from: string; client: number; payload: unknown }) => void) {
  return shared.on("ink", listener);
}

function useShared(sessionId: string, credential: DocumentOptions["credential"], person: string): SharedDocument | null {
  const [shared, setShared] = useState<SharedDocument | null>(null);
  useEffect(() => {
    const opened = openDocument({ sessionId, name: "code", credential, person });
    setShared(opened);
    return () => opened.close();
  }, [sessionId, credential, person]);
  return shared;
}
