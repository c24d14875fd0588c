import type { SharedDocument } from "@/documents/shared-document";

import type { BoardDocument } from "../board-document";
import { cleanElement } from "../sanitise";
import { type PdfFile, type PdfPicture } from "./pdf-file";
import { pageBytes, type PageRange, roomOn } from "./page-range";
import { NotSaved, saved } from "./saved";

export interface BringIn {
  board: BoardDocument;
  document: SharedDocument;
  /** The page behind which they come. */
  behind: string;
  range: PageRange;
  /** What a page is called, by its number in the PDF. */
  name: (number: number) => string;
  signal: AbortSignal;
  /** Before each page. */
  onPage: (number: number) => void;
}

/** Why it ended, and which pages of the board were made until then. */
export interface Brought {
  pages: string[];
  ended: "all" | "cancelled" | "full" | "notSaved" | "unshown";
}

/** Puts pages of a PDF onto new pages of a board, one after the other: whatever ends it, each of them is whole. */
export async function bringIn(pdf: PdfFile, { board, document, behind, range, name, signal, onPage }: BringIn): Promise<Brought> {
  const pages: string[] = [];
  // The server says now and then how large the document is; this counts what came since.
  let room = roomOn(document.state);
  try {
    for (let number = range.from; number <= range.to; number++) {
      onPage(number);
      const picture = await pdf.picture(number, signal);
      room = Math.min(room, roomOn(document.state)) - pageBytes(picture.dataURL);
      if (room < 0) return { pages, ended: "full" };
      pages.push(putPage(board, pages.at(-1) ?? behind, name(number), picture));
      await saved(document, signal);
    }
    return { pages, ended: "all" };
  } catch (error) {
    if (signal.aborted) return { pages, ended: "cancelled" };
    return { pages, ended: error instanceof NotSaved ? "notSaved" : "unshown" };
  }
}

/** A page to write on: the picture lies at its back, and stays where it is. */
function putPage(board: BoardDocument, behind: string, name: string, { dataURL, size }: PdfPicture): string {
  const fileId = crypto.randomUUID();
  const backdrop = cleanElement({
    type: "image",
    id: crypto.randomUUID(),
    x: 0,
    y: 0,
    ...size,
    index: "a0",
    version: 1,
    versionNonce: 1,
    locked: true,
    status: "saved",
    fileId,
  });
  let page = "";
  board.doc.transact(() => {
    page = board.add(behind, "plain");
    board.rename(page, name);
    board.files.set(fileId, { mimeType: dataURL.slice("data:".length, dataURL.indexOf(";")), dataURL });
    if (backdrop) board.elements(page)?.set(backdrop.id, backdrop);
  });
  return page;
}
