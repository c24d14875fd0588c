import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ChatMessage } from "@/call/protocol";

import type { ChatLog } from "./chat-log";
import { excerptOf } from "./text";
import { useChat } from "./useChat";

const SHOWN_FOR_MS = 6_000;
const LONGEST_EXCERPT = 160;

/** What was just written, while the panel is closed: read out, and shown for a moment. */
export default function ChatNews({ log }: { log: ChatLog }) {
  const { newest } = useChat(log);
  const [seen] = useState(newest);
  const [shown, setShown] = useState<ChatMessage | null>(null);
  useEffect(() => {
    setShown(newest === seen ? null : newest);
    if (newest === null) return;
    const timer = setTimeout(() => setShown(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [newest, seen]);
  return (
    <div aria-live="polite" className="pointer-events-none absolute right-4 bottom-22 z-20 max-w-80 max-sm:left-4">
      {shown && (
        <p key={shown.id} className="line-clamp-2 rounded-card bg-raised px-4 py-2 text-sm shadow-float animate-appear">
          <Said message={shown} />
        </p>
      )}
    </div>
  );
}

/** The same for those who have the panel open and cannot see it. */
export function ChatAnnouncement({ log }: { log: ChatLog }) {
  const { newest } = useChat(log);
  const [seen] = useState(newest);
  return (
    <div aria-live="polite" className="sr-only">
      {newest && newest !== seen && (
        <p key={newest.id}>
          <Said message={newest} />
        </p>
      )}
    </div>
  );
}

function Said({ message }: { message: ChatMessage }) {
  const { t } = useTranslation("chat");
  const { name, to } = message;
  const text = excerptOf(message);
  const excerpt = text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text;
  return t(to === null ? "news.toEveryone" : "news.toYou", { name, text: excerpt });
}
