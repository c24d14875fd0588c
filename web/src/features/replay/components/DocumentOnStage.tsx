import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { accessToken, useAuth } from "@/api/auth";
import { asProblem } from "@/api/problem";
import { sharedLink } from "@/api/shared-link";
import { Board } from "@/board/lazy";
import { CodeStage } from "@/code/lazy";
import type { Change } from "@/replay/document-history";
import type { DocumentName, Replay, ReplayDocument } from "@/replay/manifest";
import { PastDocument } from "@/replay/past-document";
import type { ReplayClock } from "@/replay/replay-clock";
import type { Timeline } from "@/replay/timeline";
import { ProblemNotice } from "@/ui/ProblemNotice";

import { historyQuery } from "../api";
import { ContinueButton } from "../manage/continue/ContinueButton";

export interface DocumentOnStageProps {
  timeline: Timeline;
  clock: ReplayClock;
  name: DocumentName;
  owner: string | null;
  /** The manifest with fresh links. */
  onRenew: () => Promise<Replay>;
}

/** Board or code as it was at this moment: to look around in, to select and copy, and to run. */
export function DocumentOnStage({ timeline, clock, name, owner, onRenew }: DocumentOnStageProps) {
  const { t } = useTranslation("replay");
  const { replay } = timeline;
  const link = async (isStale: boolean): Promise<ReplayDocument> => {
    const { documents } = isStale ? await onRenew() : replay;
    const document = documents.find((each) => each.name === name && each.owner === owner);
    if (!document) throw new Error("The document is not in the replay any more.");
    return document;
  };
  const history = useQuery(historyQuery(replay, name, owner, link));
  if (history.isPending) {
    return (
      <p role="status" className="p-6 text-quiet">
        {t("stage.documentLoading")}
      </p>
    );
  }
  if (!history.data) return <ProblemNotice problem={asProblem(history.error)} onRetry={() => void history.refetch()} className="m-4" />;
  return <Past key={`${name}/${owner}`} name={name} owner={owner} changes={history.data} timeline={timeline} clock={clock} />;
}

interface PastProps {
  name: DocumentName;
  owner: string | null;
  changes: Change[];
  timeline: Timeline;
  clock: ReplayClock;
}

const NOBODY: readonly string[] = [];

function Past({ name, owner, changes, timeline, clock }: PastProps) {
  const { replay } = timeline;
  // Nobody, with a link that was given away: nothing is written, and nobody else looks.
  const { user } = useAuth();
  const me = useMemo(() => ({ id: user?.id ?? "", name: user?.name ?? "" }), [user]);
  const [place, setPlace] = useState<string | null>(null);
  const past = useRef<PastDocument | null>(null);
  const latest = useRef(changes);
  const sessionId = replay.session.id;
  const open = useCallback(() => {
    const opened = new PastDocument(name, latest.current, { sessionId, credential: accessToken });
    opened.on("place", setPlace);
    opened.follow(clock);
    past.current = opened;
    return opened;
  }, [name, sessionId, clock]);
  useEffect(() => {
    latest.current = changes;
    past.current?.extend(changes);
  }, [changes]);
  const moment = () => {
    const atMs = Math.round(clock.position);
    return { name, owner, place: past.current?.shown ?? place, atMs, time: timeline.words(atMs) };
  };
  const goOn = sharedLink(replay.id) === null && <ContinueButton recordingId={replay.id} moment={moment} />;
  if (name === "code") {
    return (
      <CodeStage open={open} me={me} turnedTo={place} isPast>
        {goOn}
      </CodeStage>
    );
  }
  return (
    <Board open={open} title={replay.session.title} leaders={NOBODY} isLeader={false} isLed={false} turnedTo={place}>
      {goOn}
    </Board>
  );
}
