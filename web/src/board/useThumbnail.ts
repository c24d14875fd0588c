import { exportToBlob } from "@excalidraw/excalidraw";
import { useEffect, useState } from "react";

import type { BoardDocument } from "./board-document";
import { elementsOf } from "./files/page-picture";
import { picturesOn } from "./pictures";

/**
 * Drawn anew when nothing has changed for this long: it must not get in the way of a pen. A page with thousands of things on it
 * takes a second, and waits for a longer pause.
 */
const QUIET_MS = 800;
const QUIET_FOR_EACH_MS_OF_DRAWING = 10;
const WIDTH = 240;

/** The address of a small picture of a page; null while there is nothing on it. */
export function useThumbnail(board: BoardDocument, pageId: string): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let took = 0;
    const draw = async () => {
      const picture = await oneByOne(async () => {
        const began = performance.now();
        const drawn = over ? null : await pictureOf(board, pageId);
        took = performance.now() - began;
        return drawn;
      }).catch(() => null);
      if (!over) setAddress(picture && URL.createObjectURL(picture));
    };
    const drawLater = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void draw(), Math.max(QUIET_MS, took * QUIET_FOR_EACH_MS_OF_DRAWING));
    };
    const elements = board.elements(pageId);
    elements?.observe(drawLater);
    void draw();
    return () => {
      over = true;
      clearTimeout(timer);
      elements?.unobserve(drawLater);
    };
  }, [board, pageId]);
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return address;
}

let before: Promise<unknown> = Promise.resolve();

/** A board of forty pages would otherwise draw all of them at once. */
function oneByOne<Result>(act: () => Promise<Result>): Promise<Result> {
  const result = before.then(act);
  before = result.catch(() => undefined);
  return result;
}

async function pictureOf(board: BoardDocument, pageId: string): Promise<Blob | null> {
  const elements = elementsOf(board, pageId);
  if (elements.length === 0) return null;
  return exportToBlob({
    elements,
    files: picturesOn(board.files, elements),
    appState: { exportBackground: true, viewBackgroundColor: "#ffffff" },
    maxWidthOrHeight: WIDTH,
    exportPadding: 10,
    mimeType: "image/png",
  });
}
