import type { ProgramFile, Result, RunOptions, Runner } from "../outputs";
import { assemblePage } from "./assemble";

/** "Runs" a page: shows it. Whoever holds the output puts it in a frame (page-frame.ts). */
export class PageRunner implements Runner {
  async run(files: ProgramFile[], entry: string, { onOutput }: RunOptions): Promise<Result> {
    const isTyped = files.some(({ name }) => name.endsWith(".ts"));
    const { stripTypes } = isTyped ? await import("../javascript/strip-types") : { stripTypes: (text: string) => text };
    onOutput([{ kind: "page", html: assemblePage(files, pageOf(files, entry), stripTypes) }]);
    return { ok: true };
  }

  prepare(): void {
    // Nothing to load.
  }

  close(): void {
    // Nothing is held.
  }
}

/** A style sheet is seen in the page that uses it: the first one. */
function pageOf(files: ProgramFile[], entry: string): string {
  if (!entry.endsWith(".css")) return entry;
  return files.find(({ name }) => name.endsWith(".html"))?.name ?? entry;
}
