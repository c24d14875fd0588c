import { ArrowDown } from "lucide-react";
import { Fragment, type UIEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ChatMessage } from "@/call/protocol";
import { formatDay, viewerZone, wallTime } from "@/i18n/dates";
import { Button } from "@/ui/Button";

import type { ChatLog, ChatState } from "./chat-log";
import { messageElement, MessageItem, type MessageDeeds } from "./MessageItem";
import { UnsentItem } from "./UnsentItem";
import { useReading } from "./useReading";
import { useStickyBottom } from "./useStickyBottom";

interface MessageListProps {
  log: ChatLog;
  chat: ChatState;
  isHost: boolean;
  mayWrite: boolean;
  deeds: Omit<MessageDeeds, "show">;
}

/** Scrolled this close to the beginning, older messages are fetched. */
const NEAR_TOP_PX = 120;

export function MessageList({ log, chat, isHost, mayWrite, deeds }: MessageListProps) {
  const { t } = useTranslation("chat");
  const { selfId, messages, unsent, isOpen, hasOlder, history, names, unread } = chat;
  const growth = `${messages.length} ${unsent.length}`;
  const { list, isAtBottom, onScroll, toBottom } = useStickyBottom({ first: messages[0]?.id, growth });
  const newAfter = useReading(log, chat, isAtBottom);
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const allDeeds = useMemo(() => ({ ...deeds, show }), [deeds]);
  const zone = viewerZone();

  function privately({ from, to }: Pick<ChatMessage, "from" | "to">): string | null {
    if (to === null) return null;
    if (to === selfId) return t("toYou");
    return from === selfId || names.has(to) ? t("toOne", { name: names.get(to) ?? t("someone") }) : t("toSomeone");
  }

  function scrolled({ currentTarget }: UIEvent<HTMLElement>) {
    onScroll();
    if (currentTarget.scrollTop < NEAR_TOP_PX && history === "idle") void log.loadOlder();
  }

  const isEmpty = messages.length === 0 && unsent.length === 0;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={list}
        role="log"
        aria-label={t("list")}
        // Read out by the announcement below the list: what scrolling up brings in is no news.
        aria-live="off"
        tabIndex={0}
        onScroll={scrolled}
        className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-4 py-3 [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        {history === "failed" && isOpen && (
          <div role="alert" className="flex flex-col items-start gap-2 text-sm">
            <p className="text-danger">{t("history.failed")}</p>
            <Button variant="secondary" onClick={() => void (isEmpty ? log.catchUp() : log.loadOlder())}>
              {t("history.again")}
            </Button>
          </div>
        )}
        {history === "loading" && (
          <p role="status" className="text-center text-sm text-quiet">
            {t("history.loading")}
          </p>
        )}
        {hasOlder && history === "idle" && (
          <Button variant="quiet" onClick={() => void log.loadOlder()}>
            {t("history.older")}
          </Button>
        )}
        {isEmpty && history === "idle" && <p className="m-auto max-w-60 text-center text-quiet">{t("empty")}</p>}
        {messages.map((message, index) => (
          <Fragment key={message.id}>
            {isAnotherDay(messages[index - 1], message, zone) && <Line>{formatDay(message.at, zone)}</Line>}
            {isFirstNew(messages[index - 1], message, newAfter) && <Line isNews>{t("new")}</Line>}
            <MessageItem
              message={message}
              answered={message.reply_to === null ? undefined : byId.get(message.reply_to)}
              isOwn={message.from === selfId}
              privately={privately(message)}
              mayReply={mayWrite}
              mayEdit={mayWrite && message.from === selfId}
              mayDelete={isHost || message.from === selfId}
              deeds={allDeeds}
              linkTo={log.linkTo}
            />
          </Fragment>
        ))}
        {unsent.map((message) => (
          <UnsentItem
            key={message.clientId}
            log={log}
            message={message}
            attachments={message.attachments.flatMap((id) => chat.attachments.get(id) ?? [])}
            isOpen={isOpen}
            privately={privately({ from: selfId ?? "", to: message.to })}
          />
        ))}
      </div>
      {!isAtBottom && (
        <Button variant="secondary" onClick={toBottom} className="absolute bottom-3 self-center rounded-full! shadow-float">
          <ArrowDown size={18} aria-hidden />
          {unread > 0 ? t("latestNew", { count: unread }) : t("latest")}
        </Button>
      )}
    </div>
  );
}

function Line({ isNews = false, children }: { isNews?: boolean; children: string }) {
  return (
    <p
      className={
        isNews
          ? "flex items-center gap-3 text-sm font-semibold text-accent before:h-px before:flex-1 before:bg-accent after:h-px after:flex-1 after:bg-accent"
          : "py-1 text-center text-sm text-quiet"
      }
    >
      {children}
    </p>
  );
}

function isAnotherDay(before: ChatMessage | undefined, message: ChatMessage, zone: string): boolean {
  return before === undefined || wallTime(before.at, zone).date !== wallTime(message.at, zone).date;
}

function isFirstNew(before: ChatMessage | undefined, message: ChatMessage, newAfter: number | null): boolean {
  return newAfter !== null && message.id > newAfter && (before?.id ?? 0) <= newAfter;
}

function show(id: number): void {
  const element = document.getElementById(messageElement(id));
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}
