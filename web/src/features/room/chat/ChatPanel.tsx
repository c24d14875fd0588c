import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { isHost, may, type RoomState } from "../room-state";
import type { ChatLog } from "./chat-log";
import { ChatAnnouncement } from "./ChatNews";
import { Composer, type Reader } from "./Composer";
import { DropZone } from "./DropZone";
import type { MessageDeeds } from "./MessageItem";
import { MessageList } from "./MessageList";
import { useChat } from "./useChat";

interface ChatPanelProps {
  log: ChatLog;
  state: RoomState;
}

/** What was said, what may be said, and to whom. Fills the panel it is put into. */
export default function ChatPanel({ log, state }: ChatPanelProps) {
  const { t } = useTranslation("chat");
  const chat = useChat(log);
  const field = useRef<HTMLTextAreaElement>(null);
  const { draft, messages, names } = chat;
  const mayWrite = may(state, "chat");
  const attachments = draft.attachments.flatMap((id) => chat.attachments.get(id) ?? []);
  const [wereTooMany, setTooMany] = useState(false);
  const answered = messages.find(({ id, deleted }) => id === draft.replyTo && !deleted) ?? null;

  // Whoever opens a chat with a keyboard wants to write; on a phone the keyboard would hide what there is to read.
  useEffect(() => {
    if (matchMedia("(pointer: coarse)").matches) return;
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  const deeds = useMemo<Omit<MessageDeeds, "show">>(
    () => ({
      reply: (message) => {
        log.type({ replyTo: message.id });
        // The answer to a private line is private: to the other one of the two.
        if (message.to !== null) log.type({ to: message.from === log.getState().selfId ? message.to : message.from });
        field.current?.focus();
      },
      edit: (id, text) => log.edit(id, text),
      remove: (id) => log.remove(id),
      done: () => field.current?.focus(),
    }),
    [log],
  );

  function attach(files: readonly File[]) {
    setTooMany(log.attach(files) > 0);
  }

  return (
    <DropZone onFiles={attach} isActive={mayWrite} className="flex min-h-0 flex-1 flex-col max-md:h-[52dvh]">
      <p className="border-b border-line px-5 pb-3 text-sm text-quiet">{t("kept")}</p>
      <MessageList log={log} chat={chat} isHost={isHost(state)} mayWrite={mayWrite} deeds={deeds} />
      <ChatAnnouncement log={log} />
      {mayWrite ? (
        <Composer
          log={log}
          draft={draft}
          attachments={attachments}
          wereTooMany={wereTooMany && attachments.length > 0}
          onFiles={attach}
          isOpen={chat.isOpen}
          readers={readers(state)}
          toName={draft.to === null ? null : (names.get(draft.to) ?? null)}
          answered={answered}
          field={field}
        />
      ) : (
        <p role="status" className="border-t border-line px-5 py-4 text-quiet">
          {t("mayNot", { teacher: state.session?.teacher_name })}
        </p>
      )}
    </DropZone>
  );
}

/** Private lines go to the teacher, or come from the teacher; between two people alone there is nothing to choose. */
function readers({ self, session, participants }: RoomState): readonly Reader[] {
  if (session?.one_to_one) return [];
  return self?.role === "teacher" ? participants : participants.filter(({ role }) => role === "teacher");
}
