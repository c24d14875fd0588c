import { useEffect, useState } from "react";

import type { BoardDocument, BoardPage } from "./board-document";

/** The pages in order, as they are now. */
export function usePages(board: BoardDocument): BoardPage[] {
  const [pages, setPages] = useState(() => board.list());
  useEffect(() => {
    const follow = () => setPages((before) => keep(before, board.list()));
    follow();
    board.pages.observeDeep(follow);
    return () => board.pages.unobserveDeep(follow);
  }, [board]);
  return pages;
}

/** A stroke changes no page. */
function keep(before: BoardPage[], now: BoardPage[]): BoardPage[] {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
