import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import { sharedLink } from "@/api/shared-link";
import type { Replay } from "@/replay/manifest";
import { Timeline } from "@/replay/timeline";
import { Button, buttonClass } from "@/ui/Button";
import { usePageTitle } from "@/ui/PageHeading";
import { Loading, Skeleton } from "@/ui/Skeleton";
import { useSlate } from "@/ui/useSlate";

import { replayQuery } from "../api";
import { DoesNotOpen } from "../components/DoesNotOpen";
import { TopLine, Watching } from "../components/Watching";
import { usePlayback } from "../playback";

interface ReplayPageProps {
  recordingId: string;
  /** Where to begin, in seconds. */
  startSeconds: number;
}

/** A lesson once more: what was seen, heard, drawn and written, by one clock. Dark, as the room is. */
export default function ReplayPage({ recordingId, startSeconds }: ReplayPageProps) {
  const { t } = useTranslation("replay");
  useSlate();
  usePageTitle(t("title"));
  const replay = useQuery(replayQuery(recordingId));
  const [opensEmpty, setOpensEmpty] = useState(false);
  if (replay.isPending) return <Arriving />;
  if (!replay.data) {
    return <DoesNotOpen recordingId={recordingId} problem={asProblem(replay.error)} onRetry={() => void replay.refetch()} />;
  }
  const isEmpty = replay.data.state === "ready" && new Timeline(replay.data).isEmpty;
  if (isEmpty && !opensEmpty) return <Empty replay={replay.data} onOpen={() => setOpensEmpty(true)} />;
  return <Playing replay={replay.data} startMs={startSeconds * 1_000} />;
}

function Playing({ replay, startMs }: { replay: Replay; startMs: number }) {
  const queries = useQueryClient();
  const { id } = replay;
  const onRenew = useCallback(() => queries.fetchQuery({ ...replayQuery(id), staleTime: 0 }), [queries, id]);
  const renew = useCallback(async () => (await onRenew()).tracks, [onRenew]);
  const playback = usePlayback({ replay, startMs, renew });
  if (playback === null) return <Arriving />;
  return <Watching replay={replay} playback={playback} onRenew={onRenew} />;
}

/** Board and code are there always: only who opens them sees whether something is on them. */
function Empty({ replay, onOpen }: { replay: Replay; onOpen: () => void }) {
  const { t } = useTranslation("replay");
  return (
    <div className="flex min-h-dvh flex-col">
      <TopLine replay={replay} />
      <main className="mx-auto flex w-full max-w-[36rem] flex-col items-start gap-4 px-4 pt-[12vh]">
        <h2 className="text-2xl">{t("empty.title")}</h2>
        <p className="text-lg text-quiet">{t("empty.text")}</p>
        <div className="flex flex-wrap gap-3">
          {sharedLink(replay.id) === null ? (
            <Link to="/sessions/$sessionId" params={{ sessionId: replay.session.id }} className={buttonClass()}>
              {t("back")}
            </Link>
          ) : (
            <Link to="/" className={buttonClass()}>
              {t("problem.home")}
            </Link>
          )}
          <Button variant="secondary" onClick={onOpen}>
            {t("empty.documents")}
          </Button>
        </div>
      </main>
    </div>
  );
}

function Arriving() {
  return (
    <Loading className="flex h-dvh flex-col gap-3 p-4">
      <Skeleton className="h-8 w-64" />
      <Skeleton className="min-h-0 w-full flex-1" />
      <Skeleton className="h-24 w-full" />
    </Loading>
  );
}
