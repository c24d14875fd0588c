import type { ChatMessage } from "@/call/protocol";
import { formatList } from "@/i18n/numbers";
import { wordsOf } from "@/ui/markdown-text";

/** What the server takes. */
export const LONGEST_TEXT = 4_000;

/** As the server counts: an emoji is one. */
export function lengthOf(text: string): number {
  return [...text.trimEnd()].length;
}

export function isShortEnough(text: string): boolean {
  return lengthOf(text) <= LONGEST_TEXT;
}

export function maySend(text: string): boolean {
  return text.trim() !== "" && isShortEnough(text);
}

/** What stands for a message in one line: its words, or else the names of its files. */
export function excerptOf({ text, files }: Pick<ChatMessage, "text" | "files">): string {
  return wordsOf(text) || formatList(files.map(({ name }) => name));
}
