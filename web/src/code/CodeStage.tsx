import { type ReactNode, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import type { InkFrom, SharedDocument } from "@/documents/shared-document";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { CodeView } from "./CodeView";
import { ConnectionNote } from "./components/ConnectionNote";

export interface CodeStageProps {
  /** Opens the session's code document. It has to stay the same function. */
  open: () => SharedDocument;
  /** Who looks: a participant's or a user's id, and the name that others see. */
  me: { id: string; name: string };
  /** More buttons for its bar: what belongs to the place where it is shown. */
  children?: ReactNode;
}

/** The session's code, shared by everybody who has it open. Fills its parent. Load it by `lazy.tsx`. */
export default function CodeStage({ open, me, children }: CodeStageProps) {
  const shared = useOpened(open);
  if (!shared) return null;
  return (
    <OpenCode shared={shared} me={me}>
      {children}
    </OpenCode>
  );
}

function OpenCode({ shared, me, children }: Omit<CodeStageProps, "open"> & { shared: SharedDocument }) {
  const { t } = useTranslation("code");
  const subscribe = useCallback((changed: () => void) => shared.on("state", changed), [shared]);
  const state = useSyncExternalStore(subscribe, () => shared.state);
  const [reset, setReset] = useState<string | null>(null);
  useEffect(() => shared.on("reset", ({ reason }) => setReset(reason)), [shared]);
  const ink = useCallback<SharedDocument["ink"]>((payload) => shared.ink(payload), [shared]);
  const onInk = useCallback((listener: (ink: InkFrom) => void) => shared.on("ink", listener), [shared]);
  if (state.connection === "refused") {
    return state.problem ? <ProblemNotice problem={state.problem} className="m-4" /> : <p className="p-6">{t("gone")}</p>;
  }
  const { doc, awareness } = shared;
  return (
    <div className="flex h-full min-h-0 flex-col bg-ground">
      <ConnectionNote state={state} reset={reset} />
      {/* After a reset both are new ones: so is all that holds them. */}
      <CodeView key={doc.clientID} source={{ doc, awareness, mayWrite: state.mayWrite, me, ink, onInk }} isLoaded={state.synced}>
        {children}
      </CodeView>
    </div>
  );
}

function useOpened(open: () => SharedDocument): SharedDocument | null {
  const [shared, setShared] = useState<SharedDocument | null>(null);
  useEffect(() => {
    const opened = open();
    setShared(opened);
    return () => opened.close();
  }, [open]);
  return shared;
}
