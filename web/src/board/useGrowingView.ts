import { useCallback, useEffect, useState } from "react";

import type { BoardSession } from "./board-session";
import { GrowingView } from "./growing-view";

/** For a board that is only watched: its view grows with what is drawn. Returns what has to hear that the viewer moved it by hand. */
export function useGrowingView(session: BoardSession | null, pageId: string | null, isWatched: boolean): () => void {
  const [growing, setGrowing] = useState<GrowingView | null>(null);
  useEffect(() => {
    if (session === null || !isWatched) return;
    const begun = new GrowingView({ seen: () => session.view(), around: (ids) => session.around(ids), show: (ids) => session.show(ids) });
    setGrowing(begun);
    const onResize = () => begun.lookAnew();
    window.addEventListener("resize", onResize);
    return () => {
      window.removeEventListener("resize", onResize);
      begun.stop();
    };
  }, [session, isWatched]);
  useEffect(() => {
    const elements = pageId === null ? null : (session?.board.elements(pageId) ?? null);
    if (growing && pageId !== null && elements) growing.open(pageId, elements);
  }, [growing, session, pageId]);
  return useCallback(() => growing?.moved(), [growing]);
}
