import { exportToCanvas } from "@excalidraw/excalidraw";
import type { jsPDF } from "jspdf";

import type { BoardDocument, BoardPage } from "../board-document";
import { elementsOf, pictureOf, sharp } from "./page-picture";
import { pageSize } from "./picture-size";

export interface PdfOut {
  board: BoardDocument;
  pages: readonly BoardPage[];
  title: string;
  signal: AbortSignal;
  /** Before each page, counted from one. */
  onPage: (number: number) => void;
}

/** Where nothing is drawn: A4, in points. */
const BLANK = { width: 595.28, height: 841.89 };
const JPEG_QUALITY = 0.92;

/** All pages of a board as one PDF, each with the size of what is on it. */
export async function allPagesAsPdf({ board, pages, title, signal, onPage }: PdfOut): Promise<Blob> {
  const { jsPDF } = await import("jspdf");
  let pdf: jsPDF | null = null;
  for (const [index, page] of pages.entries()) {
    onPage(index + 1);
    const picture = await draw(board, page);
    signal.throwIfAborted();
    const size = picture?.size ?? BLANK;
    const format = { format: [size.width, size.height], orientation: size.width > size.height ? "landscape" : "portrait" } as const;
    if (pdf) pdf.addPage([...format.format], format.orientation);
    else pdf = new jsPDF({ unit: "pt", compress: true, ...format, format: [...format.format] });
    if (picture) pdf.addImage(picture.bytes, picture.kind, 0, 0, size.width, size.height, page.id, "FAST");
    // Progress wants to be painted, and Cancel to be pressed.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  if (!pdf) throw new Error("A board always has a page.");
  pdf.setProperties({ title, creator: "Chalkroom" });
  return pdf.output("blob");
}

interface Drawn {
  bytes: Uint8Array;
  kind: "PNG" | "JPEG";
  /** In points. */
  size: { width: number; height: number };
}

async function draw(board: BoardDocument, page: BoardPage): Promise<Drawn | null> {
  if (elementsOf(board, page.id).length === 0) return null;
  let scale = 1;
  const canvas = await exportToCanvas({
    ...pictureOf(board, page),
    getDimensions: (width, height) => {
      const size = sharp(width, height);
      scale = size.scale;
      return size;
    },
  });
  return { ...(await smaller(canvas)), size: pageSize(canvas.width / scale, canvas.height / scale) };
}

/** Drawings are small as PNG, photographs as JPEG. */
async function smaller(canvas: HTMLCanvasElement): Promise<Pick<Drawn, "bytes" | "kind">> {
  const [png, jpeg] = await Promise.all([toBlob(canvas, "image/png"), toBlob(canvas, "image/jpeg")]);
  const isPng = png.size <= jpeg.size;
  return { bytes: new Uint8Array(await (isPng ? png : jpeg).arrayBuffer()), kind: isPng ? "PNG" : "JPEG" };
}

function toBlob(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("This page is too large for a picture."))), type, JPEG_QUALITY),
  );
}
