import { useSyncExternalStore } from "react";

import type { ChatLog, ChatState } from "./chat-log";

export function useChat(log: ChatLog): ChatState {
  return useSyncExternalStore(log.subscribe, log.getState);
}
