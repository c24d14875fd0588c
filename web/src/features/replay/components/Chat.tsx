import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { linkToFile } from "@/api/session-files";
import type { ReplayMessage } from "@/replay/manifest";
import type { ReplayClock } from "@/replay/replay-clock";
import type { Timeline } from "@/replay/timeline";
import { Markdown } from "@/ui/Markdown";
import { SharedFiles } from "@/ui/SharedFiles";

import { useMoment } from "../playback";

/** What had been written by this moment. Each line leads to when it was written. */
export function Chat({ clock, timeline }: { clock: ReplayClock; timeline: Timeline }) {
  const { t } = useTranslation("replay");
  const count = useMoment(clock, useCallback((ms: number) => timeline.chatUntil(ms).length, [timeline]));
  const messages = timeline.chat.slice(0, count);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [count]);
  if (timeline.chat.length === 0) return <p className="p-2 text-quiet">{t("side.neverChat")}</p>;
  if (count === 0) return <p className="p-2 text-quiet">{t("side.noChat")}</p>;
  return (
    <ol ref={list} className="flex flex-col gap-3 p-1">
      {messages.map((message) => (
        <li key={message.id}>
          <Line {...{ message, clock, timeline }} />
        </li>
      ))}
    </ol>
  );
}

function Line({ message, clock, timeline }: { message: ReplayMessage; clock: ReplayClock; timeline: Timeline }) {
  const { t } = useTranslation(["replay", "chat"]);
  const { at_ms, name, text, files, reply_to } = message;
  const answered = reply_to === null ? undefined : timeline.chat.find(({ id }) => id === reply_to);
  const sessionId = timeline.replay.session.id;
  const linkTo = useCallback((fileId: string) => linkToFile(sessionId, fileId), [sessionId]);
  const time = timeline.words(at_ms);
  return (
    <article className="rounded-small px-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="min-w-0 truncate font-semibold">{name ?? t("replay:somebody")}</span>
        <button
          type="button"
          aria-label={t("replay:side.goTo", { time })}
          title={t("replay:side.goTo", { time })}
          className="relative -my-1 rounded-small px-1 py-1 text-sm after:absolute after:-inset-2 text-quiet tabular hover:text-ink hover:underline"
          onClick={() => clock.seek(at_ms)}
        >
          {time}
        </button>
      </p>
      {answered && (
        <p className="my-1 truncate border-l-2 border-input pl-2 text-sm text-quiet">
          {t("chat:quote.said", { name: answered.name ?? t("replay:somebody"), text: answered.text || answered.files.map((file) => file.name).join(", ") })}
        </p>
      )}
      {text && <Markdown text={text} />}
      <SharedFiles files={files} linkTo={linkTo} />
    </article>
  );
}
