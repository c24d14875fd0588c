import { type ReactNode, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import type { InkFrom, SharedDocument } from "@/documents/shared-document";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useOpened } from "@/ui/useOpened";

import { CodeView } from "./CodeView";
import { ConnectionNote } from "./components/ConnectionNote";
import { useFiles } from "./useCode";

export interface CodeStageProps {
  /** Opens the session's code document. It has to stay the same function. */
  open: () => SharedDocument;
  /** Who looks: a participant's or a user's id, and the name that others see. */
  me: { id: string; name: string };
  /** The ids of those who lead: what they look at is what this person sees. */
  ledBy?: readonly string[] | undefined;
  /** The file to show: whenever it becomes another one, it is opened. */
  turnedTo?: string | null;
  /** It is shown as it was once. Before anything was written there is nothing to do with it. */
  isPast?: boolean;
  /** More buttons for its bar: what belongs to the place where it is shown. */
  children?: ReactNode;
}

const NOBODY: readonly string[] = [];

/** The session's code, shared by everybody who has it open. Fills its parent. Load it by `lazy.tsx`. */
export default function CodeStage({ open, ...props }: CodeStageProps) {
  const shared = useOpened(open);
  return shared && <OpenCode shared={shared} {...props} />;
}

function OpenCode({ shared, me, ledBy = NOBODY, turnedTo = null, isPast = false, children }: Omit<CodeStageProps, "open"> & { shared: SharedDocument }) {
  const { t } = useTranslation("code");
  const subscribe = useCallback((changed: () => void) => shared.on("state", changed), [shared]);
  const state = useSyncExternalStore(subscribe, () => shared.state);
  const [, files] = useFiles(shared.doc);
  const [reset, setReset] = useState<string | null>(null);
  useEffect(() => shared.on("reset", ({ reason }) => setReset(reason)), [shared]);
  const ink = useCallback<SharedDocument["ink"]>((payload) => shared.ink(payload), [shared]);
  const onInk = useCallback((listener: (ink: InkFrom) => void) => shared.on("ink", listener), [shared]);
  if (state.connection === "refused") {
    return state.problem ? <ProblemNotice problem={state.problem} className="m-4" /> : <p className="p-6">{t("gone")}</p>;
  }
  const { doc, awareness, access } = shared;
  return (
    <div className="flex h-full min-h-0 flex-col bg-ground">
      {(!isPast || files.length > 0) && <ConnectionNote state={state} reset={reset} isLed={ledBy.length > 0} />}
      {/* After a reset both are new ones: so is all that holds them. */}
      <CodeView key={doc.clientID} source={{ doc, awareness, access, mayWrite: state.mayWrite, me, ink, onInk }} isLoaded={state.synced} ledBy={ledBy} turnedTo={turnedTo} isPast={isPast}>
        {children}
      </CodeView>
    </div>
  );
}
