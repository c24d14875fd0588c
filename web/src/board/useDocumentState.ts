import { useCallback, useSyncExternalStore } from "react";

import type { DocumentState, SharedDocument } from "@/documents/shared-document";

export function useDocumentState(document: SharedDocument): DocumentState {
  const subscribe = useCallback((listener: () => void) => document.on("state", listener), [document]);
  return useSyncExternalStore(subscribe, () => document.state);
}

/** Another number when the document had to be loaded anew: nothing of the former one may be held any longer. */
export function useLife(document: SharedDocument): number {
  const subscribe = useCallback((listener: () => void) => document.on("reset", listener), [document]);
  return useSyncExternalStore(subscribe, () => document.doc.clientID);
}
