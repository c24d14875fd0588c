import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

/** Where somebody's cursor stands in this text, as y-codemirror tells it. Null: not in this text. */
export function cursorOf(awareness: Awareness, client: number, text: Y.Text): number | null {
  const { cursor } = (awareness.getStates().get(client) ?? {}) as { cursor?: { head?: unknown } | null };
  if (!cursor?.head || !text.doc) return null;
  const place = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(cursor.head), text.doc);
  return place?.type === text ? place.index : null;
}
