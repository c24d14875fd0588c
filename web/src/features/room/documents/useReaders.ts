import { useEffect, useState } from "react";

import type { SharedDocument } from "@/documents/shared-document";

/** Names of the others who have a document open at this moment; null as long as that is not known. */
export function useReaders(document: SharedDocument | null, selfId: string): readonly string[] | null {
  const [names, setNames] = useState<readonly string[] | null>(null);
  useEffect(() => {
    if (document === null) return;
    const look = () => {
      const now = document.state.synced ? readersOf(document, selfId) : null;
      // Every step of a pointer comes by here.
      setNames((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    let stop = () => undefined as void;
    const watch = () => {
      stop();
      const { awareness } = document;
      awareness.on("change", look);
      stop = () => awareness.off("change", look);
      look();
    };
    watch();
    const unsubscribe = [document.on("state", look), document.on("reset", watch)];
    return () => {
      stop();
      for (const end of unsubscribe) end();
    };
  }, [document, selfId]);
  return names;
}

/** One person may have it open in several windows. */
function readersOf({ awareness }: SharedDocument, selfId: string): string[] {
  const readers = new Map<string, string>();
  for (const [client, { user }] of awareness.getStates()) {
    const { id, name } = (typeof user === "object" && user !== null ? user : {}) as Record<string, unknown>;
    if (client === awareness.clientID || typeof id !== "string" || typeof name !== "string" || id === selfId) continue;
    readers.set(id, name);
  }
  return [...readers.values()].sort((one, other) => one.localeCompare(other));
}
