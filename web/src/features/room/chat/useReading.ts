import { useEffect, useState } from "react";

import type { ChatLog, ChatState } from "./chat-log";

/**
 * Marks as read what somebody has before their eyes: the end of the list, on a page that is in front. Returns the last
 * message before those that were new; null if none were.
 */
export function useReading(log: ChatLog, { readUpTo, unread, messages }: ChatState, isAtBottom: boolean): number | null {
  const [newAfter, setNewAfter] = useState(unread > 0 ? readUpTo : null);
  const isVisible = useIsVisible();
  const newest = messages.at(-1)?.id;
  useEffect(() => {
    if (isAtBottom && isVisible) log.markRead();
    else if (unread > 0) setNewAfter(readUpTo);
  }, [log, isAtBottom, isVisible, newest, unread, readUpTo]);
  return newAfter;
}

function useIsVisible(): boolean {
  const [isVisible, setVisible] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const follow = () => setVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", follow);
    return () => document.removeEventListener("visibilitychange", follow);
  }, []);
  return isVisible;
}
