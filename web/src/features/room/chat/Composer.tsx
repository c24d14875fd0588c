import { CornerUpLeft, SendHorizontal, X } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { ChatMessage } from "@/call/protocol";
import { IconButton } from "@/ui/Button";
import { Select } from "@/ui/Select";

import type { ChatLog, Draft } from "./chat-log";
import { GrowingText } from "./GrowingText";
import { maySend } from "./text";

/** Those to whom this person may write alone. */
export interface Reader {
  id: string;
  name: string;
}

interface ComposerProps {
  log: ChatLog;
  draft: Draft;
  readers: readonly Reader[];
  /** The chosen reader's name, also when they have left. */
  toName: string | null;
  /** The message that this one answers. */
  answered: ChatMessage | null;
  field: RefObject<HTMLTextAreaElement | null>;
}

const EVERYONE = "everyone";

export function Composer({ log, draft: { text, to }, readers, toName, answered, field }: ComposerProps) {
  const { t } = useTranslation("chat");
  const hasLeft = to !== null && !readers.some(({ id }) => id === to);

  const dropReply = () => log.type({ replyTo: null });

  function send() {
    if (maySend(text) && !hasLeft) log.send();
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
          <p className="min-w-0 flex-1 truncate">{t("composer.replying", { name: answered.name, text: answered.text })}</p>
          <IconButton label={t("composer.dropReply")} icon={<X size={18} aria-hidden />} onClick={dropReply} />
        </div>
      )}
      {hasLeft && (
        <p role="status" className="text-sm text-danger">
          {t("composer.gone", { name: toName ?? t("someone") })}
        </p>
      )}
      <div className="flex items-end gap-2">
        <GrowingText
          field={field}
          value={text}
          onValue={(next) => log.type({ text: next })}
          onSubmit={send}
          enterKeyHint="send"
          aria-label={to === null ? t("composer.label") : t("composer.labelOne", { name: toName ?? t("someone") })}
          placeholder={t("composer.placeholder")}
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
          aria-disabled={!maySend(text) || hasLeft}
          className="bg-accent text-on-accent! hover:bg-accent-strong! aria-disabled:opacity-50"
        />
      </div>
    </form>
  );
}
