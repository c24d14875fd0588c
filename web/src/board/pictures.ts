import type { BinaryFileData, BinaryFiles, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import type * as Y from "yjs";

import type { BoardElement } from "./board-document";
import { cleanFile, LARGEST_DATA_URL } from "./sanitise";

/** The pictures of a board, both ways. */
export class Pictures {
  readonly #files: Y.Map<unknown>;
  readonly #api: ExcalidrawImperativeAPI;
  readonly #begun = new Set<string>();

  constructor(files: Y.Map<unknown>, api: ExcalidrawImperativeAPI) {
    this.#files = files;
    this.#api = api;
    files.observe(this.#onFiles);
    this.#show([...files.keys()]);
  }

  stop(): void {
    this.#files.unobserve(this.#onFiles);
  }

  /** Those that these elements show, unless the document has them already. */
  keep(elements: readonly BoardElement[], files: BinaryFiles): void {
    for (const element of elements) {
      if (element.type !== "image" || element.fileId === null) continue;
      const file = files[element.fileId];
      if (!file || this.#files.has(file.id) || this.#begun.has(file.id)) continue;
      this.#begun.add(file.id);
      void this.#put(file);
    }
  }

  async #put(file: BinaryFileData): Promise<void> {
    const small = file.dataURL.length > LARGEST_DATA_URL ? await shrunk(file.dataURL) : file;
    const clean = cleanFile(file.id, small);
    if (clean) this.#files.set(file.id, { mimeType: clean.mimeType, dataURL: clean.dataURL });
  }

  readonly #onFiles = (event: Y.YMapEvent<unknown>): void => this.#show([...event.keysChanged] as string[]);

  #show(ids: readonly string[]): void {
    const known = this.#api.getFiles();
    const files = ids.filter((id) => !known[id]).flatMap((id) => cleanFile(id, this.#files.get(id)) ?? []);
    if (files.length > 0) this.#api.addFiles(files);
  }
}

/** The pictures that these elements show, for exports. */
export function picturesOn(files: Y.Map<unknown>, elements: readonly BoardElement[]): BinaryFiles {
  const ids = new Set(elements.flatMap((element) => (element.type === "image" && element.fileId ? [element.fileId as string] : [])));
  const pictures = [...ids].flatMap((id) => cleanFile(id, files.get(id)) ?? []);
  return Object.fromEntries(pictures.map((picture) => [picture.id, picture]));
}

const WIDTHS = [1_600, 1_200, 800, 400];

/** The largest of a few sizes that fits into a document. */
async function shrunk(dataURL: string): Promise<{ mimeType: string; dataURL: string } | null> {
  const image = new Image();
  image.src = dataURL;
  await image.decode();
  const canvas = document.createElement("canvas");
  for (const width of WIDTHS) {
    const scale = Math.min(1, width / Math.max(image.naturalWidth, image.naturalHeight));
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const smaller = canvas.toDataURL("image/webp", 0.85);
    // A browser that cannot write WebP writes PNG.
    const mimeType = smaller.slice("data:".length, smaller.indexOf(";"));
    if (smaller.length <= LARGEST_DATA_URL) return { mimeType, dataURL: smaller };
  }
  return null;
}
