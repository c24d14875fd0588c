import { LARGEST_DATA_URL } from "../sanitise";

/** As sharp as this allows: many pages have to fit on a board. */
const FITTING = 350_000;
/** Of the canvas's width, and how exactly. */
const TRIES = [
  [1, 0.85],
  [1, 0.7],
  [0.75, 0.7],
  [0.5, 0.7],
] as const;

/** A picture as text, small enough for a document; null if it cannot be made so. */
export async function encode(canvas: HTMLCanvasElement): Promise<string | null> {
  let smallest: string | null = null;
  for (const [size, quality] of TRIES) {
    const blob = await toBlob(scaled(canvas, size), quality);
    if (!blob) return null;
    smallest = await dataUrl(blob);
    if (smallest.length <= FITTING) return smallest;
  }
  return smallest && smallest.length <= LARGEST_DATA_URL ? smallest : null;
}

function scaled(canvas: HTMLCanvasElement, size: number): HTMLCanvasElement {
  if (size === 1) return canvas;
  const smaller = document.createElement("canvas");
  smaller.width = Math.ceil(canvas.width * size);
  smaller.height = Math.ceil(canvas.height * size);
  smaller.getContext("2d")?.drawImage(canvas, 0, 0, smaller.width, smaller.height);
  return smaller;
}

/** WebP, or JPEG in a browser that would write PNG in its place. */
async function toBlob(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  for (const type of ["image/webp", "image/jpeg"]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
    if (blob?.type === type) return blob;
  }
  return null;
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error("It cannot be read."));
    reader.readAsDataURL(blob);
  });
}
