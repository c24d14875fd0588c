import { useState } from "react";

import type { SharedDocument } from "@/documents/shared-document";

import { BoardDocument } from "./board-document";
import { usePages } from "./usePages";
import { useThumbnail } from "./useThumbnail";

/** The first page of somebody's board, small, as it is being drawn. */
export function BoardPreview({ document }: { document: SharedDocument }) {
  const [board] = useState(() => new BoardDocument(document.doc));
  const [page] = usePages(board);
  return page ? <FirstPage key={page.id} board={board} page={page.id} /> : null;
}

function FirstPage({ board, page }: { board: BoardDocument; page: string }) {
  const picture = useThumbnail(board, page);
  return <span className="block size-full bg-[#fff]">{picture && <img src={picture} alt="" className="size-full object-contain" />}</span>;
}
