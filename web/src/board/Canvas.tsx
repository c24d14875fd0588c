import "./excalidraw-assets";
import "@excalidraw/excalidraw/index.css";
import "./canvas.css";

import { Excalidraw } from "@excalidraw/excalidraw";
import type { AppState, BinaryFiles, ExcalidrawImperativeAPI, ExcalidrawProps } from "@excalidraw/excalidraw/types";
import { useCallback, useEffect, useRef, useState } from "react";

import { language } from "@/i18n/language";

import type { Background, OrderedElement } from "./board-document";
import type { BoardSession } from "./board-session";
import { InkOverlay } from "./InkOverlay";
import { paperStyle } from "./paper";

interface CanvasProps {
  /** Null until the canvas is ready for one. */
  session: BoardSession | null;
  onReady: (api: ExcalidrawImperativeAPI) => void;
  mayWrite: boolean;
  background: Background;
  /** This person has moved the board by hand. */
  onMoved: () => void;
}

const LANGUAGES = { en: "en", fr: "fr-FR" };

/** Excalidraw offers much that is ours to offer, or nobody's: files, links, embedded pages, its own sites. */
const OPTIONS = {
  canvasActions: {
    changeViewBackgroundColor: false,
    clearCanvas: false,
    export: false,
    loadScene: false,
    saveToActiveFile: false,
    saveAsImage: false,
    toggleTheme: false,
  },
} as const;

const FIRST_LOOK = {
  appState: { viewBackgroundColor: "transparent", currentItemRoughness: 0, currentItemFontFamily: 6 },
} as const;

/** The keys with which Excalidraw scrolls and zooms. */
function movesView({ key, ctrlKey, metaKey, shiftKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">): boolean {
  if (key === "PageUp" || key === "PageDown") return true;
  return ctrlKey || metaKey ? ["+", "=", "-", "0"].includes(key) : shiftKey && ["!", "@", "#", "1", "2", "3"].includes(key);
}

const openNothing: NonNullable<ExcalidrawProps["onLinkOpen"]> = (_element, event) => event.preventDefault();

/** The drawing surface: paper, drawing, and what others draw just now. */
export function Canvas({ session, onReady, mayWrite, background, onMoved }: CanvasProps) {
  const api = useRef<ExcalidrawImperativeAPI | null>(null);
  const current = useRef(session);
  const isReady = useRef(false);
  const paper = useRef<HTMLDivElement>(null);
  const [redraw, setRedraw] = useState<() => void>(() => () => undefined);
  useEffect(() => {
    current.current = session;
  });

  const onChange = useCallback(
    (elements: readonly OrderedElement[], state: AppState, files: BinaryFiles) => {
      if (!isReady.current && api.current) {
        isReady.current = true;
        // Not within Excalidraw's own drawing.
        queueMicrotask(() => api.current && onReady(api.current));
      }
      current.current?.changed(elements, state, files);
    },
    [onReady],
  );

  const showPaper = useCallback(() => {
    const state = api.current?.getAppState();
    if (!state || !paper.current) return;
    const { scrollX, scrollY, zoom } = state;
    Object.assign(paper.current.style, paperStyle(background, { scrollX, scrollY, zoom: zoom.value }));
  }, [background]);

  const onScroll = useCallback(() => {
    showPaper();
    redraw();
    if (current.current) current.current.places.show(current.current.view());
  }, [showPaper, redraw]);

  useEffect(showPaper, [showPaper, session]);

  // Always the same ones: Excalidraw draws itself anew when it is given others.
  const onApi = useCallback((given: ExcalidrawImperativeAPI) => {
    api.current = given;
  }, []);
  const onPointer = useCallback<NonNullable<ExcalidrawProps["onPointerUpdate"]>>(({ pointer, button }) => {
    current.current?.places.point(pointer, button);
  }, []);

  return (
    <div
      className="board-canvas absolute inset-0 overflow-hidden"
      // Its keys are its own: the room's must be silent there.
      data-own-keys
      onWheel={onMoved}
      onPointerDown={onMoved}
      onKeyDown={(event) => movesView(event) && onMoved()}
    >
      <div ref={paper} aria-hidden className="absolute inset-0" />
      <Excalidraw
        excalidrawAPI={onApi}
        initialData={FIRST_LOOK}
        langCode={LANGUAGES[language()]}
        theme="light"
        isCollaborating
        viewModeEnabled={!mayWrite}
        UIOptions={OPTIONS}
        aiEnabled={false}
        validateEmbeddable={false}
        onLinkOpen={openNothing}
        onChange={onChange}
        onPointerUpdate={onPointer}
        onScrollChange={onScroll}
      />
      {session && <InkOverlay session={session} onDraw={setRedraw} />}
    </div>
  );
}
