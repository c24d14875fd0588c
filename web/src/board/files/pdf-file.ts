import type { PDFDocumentLoadingTask, PDFPageProxy } from "pdfjs-dist";

import { encode } from "./encode";
import { type PictureSize, pictureSize } from "./picture-size";

/**
 * `notPdf`: another kind of file. `damaged`: a PDF that cannot be read. `locked`: it wants a password; `wrongPassword`: another
 * one. `tooLarge`: more than a browser should hold. `unshown`: one page cannot be turned into a picture.
 */
export type PdfTrouble = "notPdf" | "damaged" | "locked" | "wrongPassword" | "tooLarge" | "unshown";

export class PdfError extends Error {
  readonly trouble: PdfTrouble;

  constructor(trouble: PdfTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

export interface PdfPicture {
  dataURL: string;
  /** On the board. */
  size: PictureSize["board"];
}

/** A PDF that was opened. */
export interface PdfFile {
  count: number;
  /** A page, counted from one, as a picture. */
  picture: (number: number, signal?: AbortSignal) => Promise<PdfPicture>;
  close: () => void;
}

export const LARGEST_MEGABYTES = 100;
/** Behind what some programs put before it. */
const MARK_WITHIN = 1_024;
/** A scanned page has 35 million points at most; a picture of more could only be meant badly. */
const MOST_POINTS_OF_A_PICTURE = 64_000_000;
/** A page can be made so that drawing it never ends. */
const LONGEST_DRAWING_MS = 30_000;

export async function openPdf(file: Blob, password?: string): Promise<PdfFile> {
  if (file.size > LARGEST_MEGABYTES * 1024 * 1024) throw new PdfError("tooLarge");
  const start = new TextDecoder("latin1").decode(await file.slice(0, MARK_WITHIN).arrayBuffer());
  if (!start.includes("%PDF-")) throw new PdfError("notPdf");
  const { getDocument, locations } = await import("./pdfjs");
  const task: PDFDocumentLoadingTask = getDocument({
    ...locations(),
    data: new Uint8Array(await file.arrayBuffer()),
    password,
    maxImageSize: MOST_POINTS_OF_A_PICTURE,
    enableXfa: false,
  });
  try {
    const pdf = await task.promise;
    return {
      count: pdf.numPages,
      picture: async (number, signal) => pictureOf(await page(pdf.getPage(number)), signal),
      close: () => void task.destroy(),
    };
  } catch (error) {
    void task.destroy();
    throw new PdfError(troubleOf(error, password));
  }
}

function troubleOf(error: unknown, password: string | undefined): PdfTrouble {
  if (!(error instanceof Error) || error.name !== "PasswordException") return "damaged";
  return password === undefined ? "locked" : "wrongPassword";
}

async function page(asked: Promise<PDFPageProxy>): Promise<PDFPageProxy> {
  try {
    return await asked;
  } catch {
    throw new PdfError("unshown");
  }
}

async function pictureOf(page: PDFPageProxy, signal?: AbortSignal): Promise<PdfPicture> {
  const { width, height } = page.getViewport({ scale: 1 });
  const size = pictureSize(width, height);
  if (!size) throw new PdfError("unshown");
  const canvas = document.createElement("canvas");
  canvas.width = size.pixels.width;
  canvas.height = size.pixels.height;
  await draw(page, canvas, size.scale, signal);
  drawEdge(canvas);
  const dataURL = await encode(canvas);
  page.cleanup();
  if (dataURL === null) throw new PdfError("unshown");
  return { dataURL, size: size.board };
}

/** White paper on a white board would have none. */
function drawEdge(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.resetTransform();
  context.strokeStyle = "#c5cec9";
  context.lineWidth = 2;
  context.strokeRect(1, 1, canvas.width - 2, canvas.height - 2);
}

async function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, scale: number, signal?: AbortSignal): Promise<void> {
  const ends = AbortSignal.timeout(LONGEST_DRAWING_MS);
  // For printing: it goes on in a window that nobody looks at.
  const task = page.render({ canvas, viewport: page.getViewport({ scale }), intent: "print" });
  const stop = () => task.cancel();
  for (const each of [ends, signal]) each?.addEventListener("abort", stop);
  try {
    signal?.throwIfAborted();
    await task.promise;
  } catch {
    signal?.throwIfAborted();
    throw new PdfError("unshown");
  } finally {
    for (const each of [ends, signal]) each?.removeEventListener("abort", stop);
  }
}
