import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import { formatDateTime, formatZone, viewerZone } from "@/i18n/dates";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Loading, Skeleton } from "@/ui/Skeleton";
import { useMinute } from "@/ui/now";

import { mailsQuery } from "../api";

export function OutboxPage() {
  const { t } = useTranslation(["outbox", "common"]);
  const list = useInfiniteQuery(mailsQuery);
  const zone = viewerZone();
  const now = useMinute();
  const mails = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page>
      <PageHeading title={t("title")}>{t("title")}</PageHeading>
      <p className="mt-3 mb-8 text-lg text-quiet">{t("text", { zone: formatZone(zone, now) })}</p>
      {list.isPending ? (
        <Loading className="flex flex-col gap-4">
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </Loading>
      ) : list.isError ? (
        <ProblemNotice problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
      ) : mails.length === 0 ? (
        <EmptyState>{t("empty")}</EmptyState>
      ) : (
        <ul className="-mx-3 divide-y divide-line">
          {mails.map((mail) => (
            <li key={mail.id}>
              <Link
                to="/outbox/$mailId"
                params={{ mailId: mail.id }}
                className="flex items-baseline justify-between gap-x-6 gap-y-1 px-3 max-sm:flex-col py-4 transition-colors hover:bg-hover"
              >
                <span className="max-w-full min-w-0">
                  <span className="block font-semibold">{mail.subject}</span>
                  <span className="block truncate text-quiet">{t("to", { address: mail.to })}</span>
                </span>
                <time dateTime={mail.created_at} className="shrink-0 text-sm text-quiet tabular">
                  {formatDateTime(mail.created_at, zone)}
                </time>
              </Link>
            </li>
          ))}
        </ul>
      )}
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
    </Page>
  );
}
