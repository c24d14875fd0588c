import { exportToBlob } from "@excalidraw/excalidraw";
import { useEffect, useState } from "react";

import type { BoardDocument } from "./board-document";
import { elementsOf } from "./exports";
import { allPictures } from "./pictures";

/** Drawn anew when nothing has changed for this long: it must not get in the way of a pen. */
const QUIET_MS = 800;
const WIDTH = 240;

/** The address of a small picture of a page; null while there is nothing on it. */
export function useThumbnail(board: BoardDocument, pageId: string): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = async () => {
      const picture = await pictureOf(board, pageId).catch(() => null);
      if (!over) setAddress(picture && URL.createObjectURL(picture));
    };
    const drawLater = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void draw(), QUIET_MS);
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

async function pictureOf(board: BoardDocument, pageId: string): Promise<Blob | null> {
  const elements = elementsOf(board, pageId);
  if (elements.length === 0) return null;
  return exportToBlob({
    elements,
    files: allPictures(board.files),
    appState: { exportBackground: true, viewBackgroundColor: "#ffffff" },
    maxWidthOrHeight: WIDTH,
    exportPadding: 10,
    mimeType: "image/png",
  });
}
