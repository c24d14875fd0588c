import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import type { Mail } from "@/api/types";
import { formatDateTime, formatZone, viewerZone } from "@/i18n/dates";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Loading, Skeleton } from "@/ui/Skeleton";

import { mailQuery } from "../api";
import { piecesOf } from "../linked-text";

export function MailPage() {
  const { t } = useTranslation("outbox");
  const { mailId } = useParams({ from: "/shell/data/outbox/$mailId" });
  const mail = useQuery(mailQuery(mailId));
  return (
    <Page>
      <Link
        to="/outbox"
        className="-mx-2 mb-4 inline-flex min-h-11 items-center gap-2 rounded-card px-2 font-semibold text-quiet hover:bg-hover hover:text-ink"
      >
        <ArrowLeft size={20} aria-hidden />
        {t("title")}
      </Link>
      {mail.isPending ? (
        <Loading className="flex flex-col gap-4">
          <Skeleton className="h-10 w-3/5" />
          <Skeleton className="h-48" />
        </Loading>
      ) : mail.isError ? (
        <>
          <PageHeading title={t("problem")} className="mb-6">
            {t("problem")}
          </PageHeading>
          <ProblemNotice problem={asProblem(mail.error)} onRetry={() => void mail.refetch()} />
        </>
      ) : (
        <Letter mail={mail.data} />
      )}
    </Page>
  );
}

function Letter({ mail }: { mail: Mail }) {
  const { t } = useTranslation("outbox");
  const zone = viewerZone();
  return (
    <article>
      <PageHeading title={mail.subject}>{mail.subject}</PageHeading>
      <p className="mt-3 text-quiet">{t("to", { address: mail.to })}</p>
      <p className="mb-8 text-quiet">
        {formatDateTime(mail.created_at, zone)} · {formatZone(zone, mail.created_at)}
      </p>
      <Card className="p-6 leading-relaxed whitespace-pre-line">
        {piecesOf(mail.text).map((piece, index) =>
          piece.href ? (
            <a key={index} href={piece.href} className="link break-all">
              {piece.text}
            </a>
          ) : (
            <span key={index}>{piece.text}</span>
          ),
        )}
      </Card>
    </article>
  );
}
