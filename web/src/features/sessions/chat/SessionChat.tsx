import { useInfiniteQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import { linkToFile } from "@/api/session-files";
import { formatDay, formatTime, viewerZone, wallTime } from "@/i18n/dates";
import { Button } from "@/ui/Button";
import { Markdown } from "@/ui/Markdown";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { SharedFiles } from "@/ui/SharedFiles";

import { sessionChatQuery } from "./session-chat";

/** What was written in the lesson, for those who were there. Others are told nothing, not even that there is a chat. */
export default function SessionChat({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation("chat");
  const linkTo = useCallback((fileId: string) => linkToFile(sessionId, fileId), [sessionId]);
  const chat = useInfiniteQuery(sessionChatQuery(sessionId));
  const problem = chat.error ? asProblem(chat.error) : null;
  if (chat.isPending || problem?.status === 404) return null;

  const messages = chat.data?.pages.toReversed().flatMap((page) => page.messages) ?? [];
  const byId = new Map(messages.map((message) => [message.id, message]));
  const names = new Map(messages.map(({ from, name }) => [from, name]));
  const zone = viewerZone();
  return (
    <section aria-labelledby="chat-heading">
      <h2 id="chat-heading" className="mb-1 text-xl">
        {t("after.title")}
      </h2>
      <p className="mb-4 text-sm text-quiet">{t("after.yours")}</p>
      {problem && <ProblemNotice problem={problem} onRetry={() => void chat.refetch()} />}
      {chat.data && messages.length === 0 && <p className="text-quiet">{t("after.empty")}</p>}
      {chat.hasNextPage && (
        <Button
          variant="secondary"
          className="mb-4"
          busy={chat.isFetchingNextPage && t("history.loading")}
          onClick={() => void chat.fetchNextPage()}
        >
          {t("history.older")}
        </Button>
      )}
      <ol className="flex max-w-[65ch] flex-col gap-4">
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const isAnotherDay = !before || wallTime(before.at, zone).date !== wallTime(message.at, zone).date;
          const answered = message.reply_to === null ? undefined : byId.get(message.reply_to);
          return (
            <li key={message.id}>
              {isAnotherDay && <p className="mb-3 text-sm font-semibold text-quiet">{formatDay(message.at, zone)}</p>}
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-semibold">{message.name}</span>
                <time dateTime={message.at} className="text-sm text-quiet tabular">
                  {formatTime(message.at, zone)}
                </time>
                {message.edited_at && !message.deleted && <span className="text-sm text-quiet">{t("edited")}</span>}
              </p>
              {message.to !== null && <Private name={names.get(message.to)} />}
              {answered && !message.deleted && (
                <p className="my-1 truncate border-l-2 border-input pl-2 text-sm text-quiet">
                  {t("quote.said", { name: answered.name, text: answered.deleted ? t("deleted") : answered.text || answered.files.map(({ name }) => name).join(", ") })}
                </p>
              )}
              {message.deleted ? <p className="text-quiet italic">{t("deleted")}</p> : <Markdown text={message.text} />}
              <SharedFiles files={message.files} linkTo={linkTo} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** `name` is known of those who wrote something themselves. */
function Private({ name }: { name: string | undefined }) {
  const { t } = useTranslation("chat");
  return (
    <p className="flex items-center gap-1.5 text-sm font-semibold">
      <Lock size={14} aria-hidden />
      {name ? t("after.privateTo", { name }) : t("after.private")}
    </p>
  );
}
