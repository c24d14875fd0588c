import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { Recording } from "@/api/types";
import { formatDuration, formatShortDay, formatTime, viewerZone } from "@/i18n/dates";
import { formatList } from "@/i18n/numbers";
import { Badge, type Tone } from "@/ui/Badge";
import { Button, buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { SearchInput } from "@/ui/SearchInput";
import { Loading, Skeleton } from "@/ui/Skeleton";

import { recordingsQuery } from "../api";
import { ExportButton } from "../manage/exports/ExportButton";
import { RecordingMenu } from "../manage/RecordingMenu";

/** Every recording that one may watch, the newest first. */
export function RecordingsPage() {
  const { t } = useTranslation("replay");
  const navigate = useNavigate();
  const { q = "" } = useSearch({ from: "/shell/data/signed-in/recordings" });
  return (
    <Page width="wide">
      <PageHeading title={t("list.title")} className="mb-8">
        {t("list.title")}
      </PageHeading>
      <div role="search" className="mb-6 flex">
        <SearchInput
          label={t("list.search")}
          value={q}
          onChange={(text) => void navigate({ to: "/recordings", search: text ? { q: text } : {}, replace: true })}
        />
      </div>
      <Results search={q} />
    </Page>
  );
}

function Results({ search }: { search: string }) {
  const { t } = useTranslation(["replay", "common"]);
  const list = useInfiniteQuery(recordingsQuery(search));
  if (list.isPending) return <ListLoading />;
  if (list.isError) return <ProblemNotice problem={asProblem(list.error)} onRetry={() => void list.refetch()} />;
  const recordings = list.data.pages.flatMap(({ items }) => items);
  if (recordings.length === 0) return <Nothing search={search} />;
  return (
    <>
      <ul className="-mx-3 divide-y divide-line sm:-mx-4">
        {recordings.map((recording) => (
          <Row key={recording.id} recording={recording} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="secondary" className="mt-6" busy={list.isFetchingNextPage && t("common:loadingMore")} onClick={() => void list.fetchNextPage()}>
          {t("common:loadMore")}
        </Button>
      )}
    </>
  );
}

const TONES: Record<Recording["state"], Tone> = { recording: "accent", saving: "attention", ready: "neutral" };

/** When, what and who, how long, and whether all of it is there. The whole row leads to the replay. */
function Row({ recording }: { recording: Recording }) {
  const { t } = useTranslation("replay");
  const { id, title, teacher_name, started_at, duration_ms, state, people, may_manage } = recording;
  const zone = viewerZone();
  const others = people.filter((name) => name !== teacher_name);
  const badge = <Badge tone={TONES[state]}>{t(`list.state.${state}`)}</Badge>;
  return (
    <li className="relative flex items-center gap-4 px-3 py-4 transition-colors hover:bg-hover sm:gap-6 sm:px-4">
      <div className="w-22 shrink-0 sm:w-36">
        <p className="text-sm text-quiet first-letter:uppercase">{formatShortDay(started_at, zone)}</p>
        <p className="text-lg leading-tight font-semibold tabular">{formatTime(started_at, zone)}</p>
        <p className="text-sm text-quiet tabular">{formatDuration(Math.max(1, Math.round(duration_ms / 60_000)))}</p>
      </div>
      <div className="min-w-0 grow">
        <p className="leading-snug font-semibold">
          <Link
            to="/replay/$recordingId"
            params={{ recordingId: id }}
            preload={false}
            className="rounded-small after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus"
          >
            {title}
          </Link>
        </p>
        <p className="line-clamp-2 text-quiet">
          {teacher_name}
          {others.length > 0 && ` · ${t("list.with", { names: formatList(others) })}`}
        </p>
        <div className="mt-1.5 sm:hidden">{badge}</div>
      </div>
      <div className="max-sm:hidden">{badge}</div>
      <div className="relative flex items-center">
        {state !== "recording" && <ExportButton recording={recording} />}
        {may_manage && <RecordingMenu recording={recording} />}
      </div>
    </li>
  );
}

function Nothing({ search }: { search: string }) {
  const { t } = useTranslation("replay");
  if (search) {
    return (
      <EmptyState
        action={
          <Link to="/recordings" className={buttonClass({ variant: "secondary" })}>
            {t("list.clear")}
          </Link>
        }
      >
        {t("list.nothingFits")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <Link to="/sessions" className={buttonClass()}>
          {t("list.sessions")}
        </Link>
      }
    >
      {t("list.empty")}
    </EmptyState>
  );
}

function ListLoading() {
  return (
    <Loading className="divide-y divide-line">
      {Array.from({ length: 4 }, (_, index) => (
        <div key={index} className="flex items-center gap-6 py-4">
          <div className="flex w-22 flex-col gap-2 sm:w-36">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-6 w-16" />
          </div>
          <div className="flex grow flex-col gap-2">
            <Skeleton className="h-5 w-2/5" />
            <Skeleton className="h-4 w-1/4" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
