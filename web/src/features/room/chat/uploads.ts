import { asProblem } from "@/api/problem";
import type { ChatFile, Problem } from "@/call/protocol";

import { withoutTraces } from "./photographs";
import type { Files } from "./room-files";

/** A file on its way to a message. Plain data: it is kept in the browser's storage; its bytes are not. */
export interface Attachment {
  id: string;
  name: string;
  size: number;
  /** Where a picture can be looked at before it is sent; null for others, and after a reload. */
  preview: string | null;
  /** From 0 to 1. */
  progress: number;
  /** Once the server has it. */
  file: ChatFile | null;
  /** Why the server did not take it; null as long as it can still go by itself. */
  problem: (Problem & { largestBytes?: number }) | null;
}

/** The page was reloaded before the server had it: nobody but the person has its bytes. */
export const LOST: Problem = { title: "", status: 0, code: "lost_by_reload", detail: "" };
/** Found out here, before anything was sent. */
export const TOO_LARGE: Problem = { title: "", status: 413, code: "too_large_here", detail: "" };

const AT_ONCE = 2;
const TRY_AGAIN_AFTER_MS = 3_000;
const PREVIEWED = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** Uploads what was attached, as soon and as often as it takes, a few at a time. */
export class Uploads {
  readonly #onChange: () => void;
  readonly #bytes = new Map<string, File>();
  readonly #running = new Map<string, AbortController>();
  #files: Files | null = null;
  #attachments: ReadonlyMap<string, Attachment> = new Map();
  #isOpen = false;
  #rest: ReturnType<typeof setTimeout> | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get attachments(): ReadonlyMap<string, Attachment> {
    return this.#attachments;
  }

  use(files: Files): void {
    this.#files = files;
  }

  /** What an earlier life of this page had attached to unsent messages. */
  restore(attachments: readonly Attachment[]): void {
    const known = attachments.map((each) => ({ ...each, preview: null, problem: each.file ? each.problem : LOST }));
    this.#set([...this.#attachments.values(), ...known]);
  }

  /** Returns the new attachments' ids. */
  add(files: readonly File[]): string[] {
    const added = files.map((file): Attachment => {
      const id = crypto.randomUUID();
      this.#bytes.set(id, file);
      const preview = PREVIEWED.includes(file.type) ? URL.createObjectURL(file) : null;
      return { id, name: file.name, size: file.size, preview, progress: 0, file: null, problem: null };
    });
    this.#set([...this.#attachments.values(), ...added]);
    this.#start();
    return added.map(({ id }) => id);
  }

  areThere(ids: readonly string[]): boolean {
    return ids.every((id) => this.#attachments.get(id)?.file);
  }

  again(id: string): void {
    this.#change(id, this.#bytes.has(id) ? { file: null, problem: null, progress: 0 } : { file: null, problem: LOST });
    this.#start();
  }

  /** Its person does not want to send it any more. */
  remove(id: string): void {
    const file = this.#attachments.get(id)?.file;
    // Should the server not hear of it, it deletes the file by itself after a day.
    if (file) this.#files?.takeBack(file.id).catch(() => undefined);
    this.#forget(id);
  }

  /** Everything else was sent, or belongs to nothing any more. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#attachments.keys()) if (!ids.has(id)) this.#forget(id);
  }

  /** The room is there, or not. */
  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#wake();
    this.#start();
  }

  #start(): void {
    if (!this.#isOpen || this.#rest !== null) return;
    for (const { id, file, problem } of this.#attachments.values()) {
      if (this.#running.size >= AT_ONCE) return;
      const bytes = this.#bytes.get(id);
      if (bytes && !file && !problem && !this.#running.has(id)) void this.#upload(id, bytes);
    }
  }

  async #upload(id: string, bytes: File): Promise<void> {
    const { signal } = this.#running.set(id, new AbortController()).get(id)!;
    try {
      const change = await this.#transfer(id, bytes, signal);
      if (!signal.aborted) this.#change(id, change);
    } catch (error) {
      if (signal.aborted) return;
      const { status, code, message, mayPass } = asProblem(error);
      // Refused now, welcome in a moment: the line is cut, or the room is not entered yet.
      if ((mayPass && code !== "storage_full") || code === "not_in_room") this.#pause();
      else this.#change(id, { problem: { title: "", status, code, detail: message } });
      this.#change(id, { progress: 0 });
    } finally {
      if (!signal.aborted) this.#running.delete(id);
      this.#start();
    }
  }

  async #transfer(id: string, bytes: File, signal: AbortSignal): Promise<Partial<Attachment>> {
    if (!this.#files) return {};
    const { largest_bytes } = await this.#files.limits();
    if (bytes.size > largest_bytes) return { problem: { ...TOO_LARGE, largestBytes: largest_bytes } };
    const onProgress = (progress: number) => !signal.aborted && this.#change(id, { progress });
    return { file: await this.#files.upload(await withoutTraces(bytes), { onProgress, signal }), progress: 1 };
  }

  #pause(): void {
    this.#rest ??= setTimeout(() => {
      this.#rest = null;
      this.#start();
    }, TRY_AGAIN_AFTER_MS);
  }

  #wake(): void {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
  }

  #forget(id: string): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
    const preview = this.#attachments.get(id)?.preview;
    if (preview) URL.revokeObjectURL(preview);
    this.#bytes.delete(id);
    this.#set([...this.#attachments.values()].filter((each) => each.id !== id));
    this.#start();
  }

  #change(id: string, change: Partial<Attachment>): void {
    this.#set([...this.#attachments.values()].map((each) => (each.id === id ? { ...each, ...change } : each)));
  }

  #set(attachments: readonly Attachment[]): void {
    this.#attachments = new Map(attachments.map((each) => [each.id, each]));
    this.#onChange();
  }
}
