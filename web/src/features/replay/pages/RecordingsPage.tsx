import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { Recording } from "@/api/types";
import { formatDateTime, viewerZone } from "@/i18n/dates";
import { formatList } from "@/i18n/numbers";
import { Badge, type Tone } from "@/ui/Badge";
import { Button, buttonClass } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { SearchInput } from "@/ui/SearchInput";
import { Loading, Skeleton } from "@/ui/Skeleton";

import { recordingsQuery } from "../api";
import { Poster } from "../components/Poster";
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

const POSTER = "w-28 sm:w-44";
const TONES: Record<Recording["state"], Tone> = { recording: "accent", saving: "attention", ready: "neutral" };

/** What it was, who and when, and whether all of it is there. The whole row leads to the replay. */
function Row({ recording }: { recording: Recording }) {
  const { t } = useTranslation("replay");
  const { id, title, teacher_name, started_at, state, people, may_manage } = recording;
  const others = people.filter((name) => name !== teacher_name);
  const badge = <Badge tone={TONES[state]}>{t(`list.state.${state}`)}</Badge>;
  return (
    <li className="relative flex items-start gap-3 px-3 py-4 transition-colors hover:bg-hover sm:items-center sm:gap-6 sm:px-4">
      <Poster recording={recording} className={POSTER} />
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
        <p className="text-sm text-quiet tabular first-letter:uppercase">{formatDateTime(started_at, viewerZone())}</p>
        <div className="mt-1.5 sm:hidden">{badge}</div>
      </div>
      <div className="max-sm:hidden">{badge}</div>
      <div className="relative flex items-center max-sm:flex-col">
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
        <div key={index} className="flex items-start gap-3 py-4 sm:items-center sm:gap-6">
          <Skeleton className={cx("aspect-video shrink-0 rounded-card", POSTER)} />
          <div className="flex grow flex-col gap-2">
            <Skeleton className="h-5 w-2/5" />
            <Skeleton className="h-4 w-1/4" />
            <Skeleton className="h-4 w-20" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
