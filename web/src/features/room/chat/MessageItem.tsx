import { CornerUpLeft, Lock, Pencil, Trash2 } from "lucide-react";
import { memo, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ChatMessage } from "@/call/protocol";
import { formatTime, viewerZone } from "@/i18n/dates";
import { Button, IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Markdown } from "@/ui/Markdown";
import { ProblemText } from "@/ui/ProblemNotice";
import { SharedFiles } from "@/ui/SharedFiles";
import type { Problem } from "@/api/problem";

import { problemFrom } from "../problems";
import type { ChatLog } from "./chat-log";
import { EditForm } from "./EditForm";
import { excerptOf } from "./text";

export interface MessageDeeds {
  reply: (message: ChatMessage) => void;
  edit: (id: number, text: string) => Promise<void>;
  remove: (id: number) => Promise<void>;
  show: (id: number) => void;
  /** Back to writing: what had the focus is gone. */
  done: () => void;
}

interface MessageItemProps {
  message: ChatMessage;
  /** What it answers; undefined if that is not on the page. */
  answered: ChatMessage | undefined;
  isOwn: boolean;
  /** For whom alone it is, in words; null if for everyone. */
  privately: string | null;
  mayReply: boolean;
  mayEdit: boolean;
  mayDelete: boolean;
  deeds: MessageDeeds;
  linkTo: ChatLog["linkTo"];
}

type Doing = "nothing" | "editing" | "deleting";

export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { message, answered, isOwn, privately, mayReply, mayEdit, mayDelete, deeds, linkTo } = props;
  const { t } = useTranslation("chat");
  const [doing, setDoing] = useState<Doing>("nothing");
  const { id, name, at, text, files, deleted, edited_at, reply_to } = message;
  const about = { name: isOwn ? t("you") : name, text: excerptOf(message).slice(0, 40) };
  const close = () => {
    setDoing("nothing");
    deeds.done();
  };
  return (
    <article
      id={messageElement(id)}
      tabIndex={-1}
      className={cx(
        "group relative rounded-card px-3 py-2",
        isOwn && "bg-accent-soft",
        privately && "bg-attention-soft ring-1 ring-yellow/60 ring-inset",
      )}
    >
      <p className="flex flex-wrap items-baseline gap-x-2 pr-2">
        <span className="min-w-0 truncate font-semibold">{isOwn ? t("you") : name}</span>
        <time dateTime={at} className="text-sm text-quiet tabular">
          {formatTime(at, viewerZone())}
        </time>
        {edited_at && !deleted && <span className="text-sm text-quiet">{t("edited")}</span>}
      </p>
      {privately && (
        <p className="flex items-center gap-1.5 text-sm font-semibold">
          <Lock size={14} aria-hidden />
          {privately}
        </p>
      )}
      {reply_to !== null && !deleted && <Quote answered={answered} onShow={() => deeds.show(reply_to)} />}
      {deleted ? (
        <p className="text-quiet italic">{t("deleted")}</p>
      ) : doing === "editing" ? (
        <EditForm text={text} onSave={(next) => deeds.edit(id, next)} onClose={close} />
      ) : (
        text && <Markdown text={text} />
      )}
      <SharedFiles files={files} linkTo={linkTo} />
      {doing === "deleting" && !deleted && <Deletion onDelete={() => deeds.remove(id)} onClose={close} />}
      {!deleted && doing === "nothing" && (mayReply || mayDelete) && (
        <Tools>
          {mayReply && (
            <Tool label={t("reply", about)} icon={<CornerUpLeft size={16} aria-hidden />} onClick={() => deeds.reply(message)} />
          )}
          {mayEdit && <Tool label={t("edit", about)} icon={<Pencil size={16} aria-hidden />} onClick={() => setDoing("editing")} />}
          {mayDelete && (
            <Tool label={t("delete", about)} icon={<Trash2 size={16} aria-hidden />} onClick={() => setDoing("deleting")} />
          )}
        </Tools>
      )}
    </article>
  );
});

export function messageElement(id: number): string {
  return `chat-message-${id}`;
}

/** Beside the name where a finger cannot hover, over the corner where a mouse can. */
function Tools({ children }: { children: ReactNode }) {
  return (
    <div
      className={cx(
        "flex pointer-coarse:-mx-2 pointer-coarse:-mb-2",
        "pointer-fine:absolute pointer-fine:top-1 pointer-fine:right-1 pointer-fine:rounded-full pointer-fine:bg-raised pointer-fine:opacity-0 pointer-fine:ring-1 pointer-fine:ring-line",
        "pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100",
      )}
    >
      {children}
    </div>
  );
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return <IconButton label={label} icon={icon} onClick={onClick} className="pointer-fine:size-8" />;
}

function Quote({ answered, onShow }: { answered: ChatMessage | undefined; onShow: () => void }) {
  const { t } = useTranslation("chat");
  const className = "my-1 block w-full truncate border-l-2 border-input pl-2 text-left text-sm text-quiet";
  if (!answered) return <p className={className}>{t("quote.earlier")}</p>;
  const said = answered.deleted ? t("deleted") : excerptOf(answered);
  return (
    <button type="button" onClick={onShow} className={cx(className, "hover:text-ink")}>
      {t("quote.said", { name: answered.name, text: said })}
    </button>
  );
}

/** Asked first: a word that is gone does not come back. */
function Deletion({ onDelete, onClose }: { onDelete: () => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation("chat");
  const [problem, setProblem] = useState<Problem | null>(null);
  async function remove() {
    try {
      await onDelete();
      onClose();
    } catch (error) {
      setProblem(problemFrom(error));
    }
  }
  return (
    <div
      role="group"
      aria-label={t("deletion.question")}
      className="mt-2 flex flex-col gap-2 border-t border-line pt-2"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p className="text-sm">{t("deletion.question")}</p>
      {problem && (
        <div role="alert" className="text-sm text-danger">
          <ProblemText problem={problem} />
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="danger" autoFocus onClick={() => void remove()}>
          {t("deletion.yes")}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {t("deletion.no")}
        </Button>
      </div>
    </div>
  );
}
