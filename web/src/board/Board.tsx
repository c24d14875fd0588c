import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { SharedDocument } from "@/documents/shared-document";

import { BoardBar } from "./BoardBar";
import { BoardSession } from "./board-session";
import { BoardDocument } from "./board-document";
import { Canvas } from "./Canvas";
import { PdfDrop } from "./files/PdfDrop";
import { Notice } from "./Notice";
import { PagesStrip } from "./PagesStrip";
import { useBeingLed } from "./useBeingLed";
import { useGrowingView } from "./useGrowingView";
import { usePages } from "./usePages";
import { useDocumentState, useLife } from "./useDocumentState";

export interface BoardProps {
  document: SharedDocument;
  /** What a saved file is called. */
  title: string;
  /** By their ids: whom one follows, and who may call everybody together. */
  leaders: readonly string[];
  /** This person is one of them. */
  isLeader: boolean;
  /** Everybody sees what the leaders see, for as long as they want it. */
  isLed: boolean;
  /** Its session is over: it stays as it is. */
  isOver?: boolean;
  /** The page to show: whenever it becomes another one, the board turns to it. A board as it was has one, or null. */
  turnedTo?: string | null;
  /** What else can be done with the board where it is shown. */
  children?: ReactNode;
}

/** The board of a session: a bar, the drawing surface, and the pages when they are wanted. */
export default function Board({ document, ...props }: BoardProps) {
  const life = useLife(document);
  return <Life key={life} document={document} {...props} />;
}

function Life({ document, title, leaders, isLeader, isLed, isOver = false, turnedTo, children }: BoardProps) {
  const { t } = useTranslation("board");
  const [board] = useState(() => new BoardDocument(document.doc));
  const state = useDocumentState(document);
  const pages = usePages(board);
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [session, setSession] = useState<BoardSession | null>(null);
  const [wanted, setPage] = useState("");
  const [showsPages, setShowsPages] = useState(false);
  const page = pages.find(({ id }) => id === wanted) ?? pages[0];
  const leading = useBeingLed({ session, document, leaders, isLed: isLed && !isLeader });

  useEffect(() => {
    if (state.synced && state.mayWrite) board.begin();
  }, [board, state.synced, state.mayWrite]);
  useEffect(() => {
    if (api === null) return;
    const begun = new BoardSession({ document, api, onPage: setPage });
    setSession(begun);
    return () => begun.stop();
  }, [api, document]);
  useEffect(() => {
    if (turnedTo) setPage(turnedTo);
  }, [turnedTo]);
  useEffect(() => {
    if (session && page) session.openPage(page.id);
  }, [session, page]);
  const onMovedByHand = useGrowingView(session, page?.id ?? null, turnedTo !== undefined && !state.mayWrite);

  return (
    <section aria-label={t("title")} data-board={state.connection} className="flex size-full flex-col overflow-hidden rounded-card bg-raised">
      <BoardBar
        {...{ board, document, state, session, api, pages, page, title, isLeader, leading, showsPages }}
        onPage={setPage}
        onPages={() => setShowsPages(!showsPages)}
      >
        {children}
      </BoardBar>
      {(turnedTo === undefined || state.mayWrite) && <Notice document={document} state={state} isLed={isLed && !isLeader} isOver={isOver} />}
      <PdfDrop board={board} document={document} behind={page?.id ?? ""} mayWrite={state.mayWrite && state.synced} onPage={setPage}>
        <Canvas
          session={session}
          onReady={setApi}
          mayWrite={state.mayWrite && state.synced}
          background={page?.background ?? "plain"}
          onMoved={() => {
            leading.onMoved();
            onMovedByHand();
          }}
        />
      </PdfDrop>
      {showsPages && <PagesStrip board={board} pages={pages} page={page?.id ?? ""} mayWrite={state.mayWrite} onPage={setPage} />}
    </section>
  );
}
