import type * as Y from "yjs";

import type { Output } from "@/run/outputs";

import { isOutput, type ShownRun } from "./shown-run";

/** What one result may take of the document. */
const LARGEST = 64 * 1024;

/** The last run of each file stays in the document, for those who come later: `Y.Map "runs"`. */
export function keepResult(doc: Y.Doc, { id, file, at, ok, output }: ShownRun, by: string): void {
  doc.getMap("runs").set(file, { id, by, at: at.toISOString(), ok, output: packed(output) });
}

export function readResult(doc: Y.Doc, file: string): ShownRun | null {
  const kept = doc.getMap("runs").get(file);
  if (typeof kept !== "object" || kept === null) return null;
  const { id, by, at, ok, output } = kept as Record<string, unknown>;
  if (typeof by !== "string" || typeof at !== "string" || typeof output !== "string") return null;
  return {
    id: typeof id === "string" ? id : at,
    file,
    by,
    state: "done",
    isLoading: false,
    ok: ok === true,
    at: new Date(at),
    output: unpacked(output),
    question: null,
    isPast: true,
  };
}

/** The end of an output says most: its beginning goes when it is too long. */
function packed(output: Output[]): string {
  const kept: Output[] = [];
  let left = LARGEST - 2;
  for (const piece of [...output].reverse()) {
    const fitting = fit(piece, left);
    if (!fitting) break;
    left -= bytes(fitting) + 1;
    kept.unshift(fitting);
  }
  return JSON.stringify(kept);
}

function fit(piece: Output, left: number): Output | null {
  if (bytes(piece) < left) return piece;
  if (piece.kind !== "text") return null;
  // A character takes at most six bytes as JSON.
  const end = { ...piece, text: piece.text.slice(-Math.floor(left / 6)) };
  return bytes(end) < left ? end : null;
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function unpacked(text: string): Output[] {
  try {
    const output: unknown = JSON.parse(text);
    return Array.isArray(output) ? output.filter(isOutput) : [];
  } catch {
    return [];
  }
}
