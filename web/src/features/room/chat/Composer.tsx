import { CornerUpLeft, Paperclip, SendHorizontal, X } from "lucide-react";
import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { ChatMessage } from "@/call/protocol";
import { IconButton } from "@/ui/Button";
import { Select } from "@/ui/Select";

import { AttachmentList } from "./AttachmentList";
import { type ChatLog, type Draft, MOST_ATTACHMENTS } from "./chat-log";
import { GrowingText } from "./GrowingText";
import { excerptOf, isShortEnough, maySend } from "./text";
import type { Attachment } from "./uploads";

/** Those to whom this person may write alone. */
export interface Reader {
  id: string;
  name: string;
}

interface ComposerProps {
  log: ChatLog;
  draft: Draft;
  /** What goes with the draft. */
  attachments: readonly Attachment[];
  /** More was attached than a message takes. */
  wereTooMany: boolean;
  onFiles: (files: readonly File[]) => void;
  isOpen: boolean;
  readers: readonly Reader[];
  /** The chosen reader's name, also when they have left. */
  toName: string | null;
  /** The message that this one answers. */
  answered: ChatMessage | null;
  field: RefObject<HTMLTextAreaElement | null>;
}

const EVERYONE = "everyone";

export function Composer(props: ComposerProps) {
  const { log, attachments, wereTooMany, onFiles, isOpen, readers, toName, answered, field } = props;
  const { text, to } = props.draft;
  const { t } = useTranslation("chat");
  const chooser = useRef<HTMLInputElement>(null);
  const hasLeft = to !== null && !readers.some(({ id }) => id === to);

  const isStuck = attachments.some(({ problem }) => problem !== null);
  const isSendable = !hasLeft && !isStuck && (attachments.length > 0 ? isShortEnough(text) : maySend(text));

  const dropReply = () => log.type({ replyTo: null });

  function send() {
    if (isSendable) log.send();
  }

  function choose(value: string) {
    log.type({ to: value === EVERYONE ? null : value });
    // Others may not read what a private reply answers.
    if (answered?.to != null) dropReply();
  }

  // Never silently to everyone: whoever was chosen stays chosen, also when they have left.
  const options = [
    { value: EVERYONE, label: t("composer.toEveryone") },
    ...readers.map(({ id, name }) => ({ value: id, label: t("composer.toOne", { name }) })),
    ...(hasLeft ? [{ value: to, label: t("composer.toGone", { name: toName ?? t("someone") }) }] : []),
  ];
  return (
    <form
      className="flex flex-col gap-2 border-t border-line px-4 pt-3 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {options.length > 1 && (
        // Escape closes the choice, not the whole panel with it.
        <div onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}>
          <Select
            aria-label={t("composer.to")}
            value={to ?? EVERYONE}
            options={options}
            onChange={choose}
            className="text-sm"
          />
        </div>
      )}
      {answered && (
        <div className="flex items-center gap-2 rounded-small bg-hover pl-3 text-sm">
          <CornerUpLeft size={16} className="shrink-0 text-quiet" aria-hidden />
          <p className="min-w-0 flex-1 truncate">{t("composer.replying", { name: answered.name, text: excerptOf(answered) })}</p>
          <IconButton label={t("composer.dropReply")} icon={<X size={18} aria-hidden />} onClick={dropReply} />
        </div>
      )}
      {hasLeft && (
        <p role="status" className="text-sm text-danger">
          {t("composer.gone", { name: toName ?? t("someone") })}
        </p>
      )}
      <AttachmentList
        attachments={attachments}
        isOpen={isOpen}
        onRemove={(id) => {
          log.detach(id);
          field.current?.focus();
        }}
        onAgain={(id) => log.uploadAgain(id)}
      />
      {(wereTooMany || isStuck) && (
        <p role="status" className="text-sm text-danger">
          {wereTooMany ? t("files.tooMany", { most: MOST_ATTACHMENTS }) : t("files.mend")}
        </p>
      )}
      <div className="-ml-2 flex items-end gap-2">
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])]);
            target.value = ""; // the same file may be chosen again
            field.current?.focus();
          }}
        />
        <IconButton
          label={t("files.attach")}
          icon={<Paperclip size={20} aria-hidden />}
          onClick={() => chooser.current?.click()}
        />
        <GrowingText
          field={field}
          value={text}
          onValue={(next) => log.type({ text: next })}
          onSubmit={send}
          enterKeyHint="send"
          aria-label={to === null ? t("composer.label") : t("composer.labelOne", { name: toName ?? t("someone") })}
          placeholder={t("composer.placeholder")}
          onPaste={(event) => {
            // Text that was copied from a document comes with a picture of itself: then the text is meant.
            if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
            event.preventDefault();
            onFiles([...event.clipboardData.files]);
          }}
          onKeyDownCapture={(event) => {
            // The reply is dropped before the panel closes.
            if (event.key !== "Escape" || !answered) return;
            event.stopPropagation();
            dropReply();
          }}
        />
        <IconButton
          type="submit"
          label={t("composer.send")}
          icon={<SendHorizontal size={20} aria-hidden />}
          aria-disabled={!isSendable}
          className="bg-accent text-on-accent! hover:bg-accent-strong! aria-disabled:opacity-50"
        />
      </div>
    </form>
  );
}
