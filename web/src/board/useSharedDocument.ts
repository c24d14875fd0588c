import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

import type { DocumentState, SharedDocument } from "@/documents/shared-document";

/** Open for as long as it is shown. `open` has to stay the same function. */
export function useSharedDocument(open: () => SharedDocument): SharedDocument | null {
  const [document, setDocument] = useState<SharedDocument | null>(null);
  useEffect(() => {
    const opened = open();
    setDocument(opened);
    return () => opened.close();
  }, [open]);
  return document;
}

export function useDocumentState(document: SharedDocument): DocumentState {
  const subscribe = useCallback((listener: () => void) => document.on("state", listener), [document]);
  return useSyncExternalStore(subscribe, () => document.state);
}

/** Another number when the document had to be loaded anew: nothing of the former one may be held any longer. */
export function useLife(document: SharedDocument): number {
  const subscribe = useCallback((listener: () => void) => document.on("reset", listener), [document]);
  return useSyncExternalStore(subscribe, () => document.doc.clientID);
}
