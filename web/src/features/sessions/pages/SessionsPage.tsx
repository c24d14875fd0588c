import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { asProblem } from "@/api/problem";
import type { SessionStatus } from "@/api/types";
import { Button, buttonClass } from "@/ui/Button";
import { Segmented } from "@/ui/Choice";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { SearchInput } from "@/ui/SearchInput";
import { Select } from "@/ui/Select";
import { useMinute } from "@/ui/now";

import { sessionsQuery } from "../api";
import { SessionList, SessionListLoading } from "../components/SessionList";
import { type ListFilter, type When, requestOf } from "../list-filter";
import { isPast } from "../timing";

const WHENS: readonly When[] = ["upcoming", "past", "all"];
const STATUSES: readonly SessionStatus[] = ["draft", "scheduled", "live", "ended", "cancelled"];

export function SessionsPage() {
  const { t } = useTranslation(["sessions", "common"]);
  const user = useUser();
  const navigate = useNavigate();
  const filter = useSearch({ from: "/shell/data/signed-in/sessions" });
  const teaches = user.role === "teacher";

  function change(part: ListFilter) {
    void navigate({ to: "/sessions", search: { ...filter, ...part }, replace: true });
  }

  return (
    <Page width="wide">
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
        <PageHeading title={t("list.title")}>{t("list.title")}</PageHeading>
        {teaches && (
          <Link to="/sessions/new" className={buttonClass()}>
            <Plus size={20} aria-hidden />
            {t("new.action")}
          </Link>
        )}
      </div>
      <div role="search" className="mb-6 flex flex-wrap gap-3">
        <fieldset className="min-w-0 max-sm:w-full">
          <legend className="sr-only">{t("list.when")}</legend>
          <Segmented
            name="when"
            value={filter.when ?? "upcoming"}
            onChange={(when) => change({ when })}
            options={WHENS.map((when) => ({ value: when, label: t(`list.${when}`) }))}
          />
        </fieldset>
        <Select
          aria-label={t("list.status")}
          className="w-auto! min-w-44 max-sm:grow"
          value={filter.status ?? "any"}
          onChange={(status) => change({ status: status === "any" ? undefined : status })}
          options={[
            { value: "any", label: t("list.anyStatus") },
            ...STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) })),
          ]}
        />
        <SearchInput label={t("list.search")} value={filter.q ?? ""} onChange={(q) => change({ q: q || undefined })} />
      </div>
      <Results filter={filter} teaches={teaches} />
    </Page>
  );
}

function Results({ filter, teaches }: { filter: ListFilter; teaches: boolean }) {
  const { t } = useTranslation(["sessions", "common"]);
  const now = useMinute();
  const list = useInfiniteQuery(sessionsQuery(requestOf(filter, now)));
  if (list.isPending) return <SessionListLoading />;
  if (list.isError) {
    return <ProblemNotice problem={asProblem(list.error)} onRetry={() => void list.refetch()} />;
  }
  const found = list.data.pages.flatMap((page) => page.items);
  const sessions = filter.when === "past" ? found.filter((session) => isPast(session, now)) : found;
  if (sessions.length === 0 && !list.hasNextPage) return <Nothing filter={filter} teaches={teaches} />;
  return (
    <>
      <SessionList sessions={sessions} />
      {list.hasNextPage && (
        <Button
          variant="secondary"
          className="mt-6"
          busy={list.isFetchingNextPage && t("common:loadingMore")}
          onClick={() => void list.fetchNextPage()}
        >
          {t("common:loadMore")}
        </Button>
      )}
    </>
  );
}

function Nothing({ filter, teaches }: { filter: ListFilter; teaches: boolean }) {
  const { t } = useTranslation("sessions");
  if (filter.q || filter.status) {
    return (
      <EmptyState
        action={
          <Link to="/sessions" search={{ when: "all" }} className={buttonClass({ variant: "secondary" })}>
            {t("list.clear")}
          </Link>
        }
      >
        {t("list.nothingFits")}
      </EmptyState>
    );
  }
  if (filter.when === "past") return <EmptyState>{t("list.nothingPast")}</EmptyState>;
  return teaches ? (
    <EmptyState
      action={
        <Link to="/sessions/new" className={buttonClass()}>
          {t("new.action")}
        </Link>
      }
    >
      {t("dashboard.emptyTeacher")}
    </EmptyState>
  ) : (
    <EmptyState
      action={
        <Link to="/join" className={buttonClass()}>
          {t("dashboard.join")}
        </Link>
      }
    >
      {t("dashboard.emptyStudent")}
    </EmptyState>
  );
}
