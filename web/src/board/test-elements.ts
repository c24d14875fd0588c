import type { BoardElement } from "./board-document";
import { cleanElement } from "./sanitise";

let made = 0;

/** A rectangle, or another thing, as Excalidraw makes them. */
export function element(id: string, more: Record<string, unknown> = {}): BoardElement {
  const made = cleanElement({ type: "rectangle", id, x: 10, y: 20, width: 30, height: 40, version: 1, versionNonce: nonce(), index: "a0", ...more });
  if (!made) throw new Error("This is no element.");
  return made;
}

/** The same after a change, as Excalidraw counts them. */
export function changed(before: BoardElement, more: Partial<BoardElement>): BoardElement {
  return { ...before, ...more, version: before.version + 1, versionNonce: nonce() } as BoardElement;
}

function nonce(): number {
  return ++made;
}
