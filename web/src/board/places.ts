import type { Collaborator, ExcalidrawImperativeAPI, SocketId } from "@excalidraw/excalidraw/types";
import type { Awareness } from "y-protocols/awareness";

import { paced } from "./paced";
import { readView, type View } from "./views";

/** Somebody else at this board, as the server names them. */
export interface Person {
  client: number;
  id: string;
  name: string;
  view: View | null;
}

interface Pointer {
  page: string;
  x: number;
  y: number;
  tool: "pointer" | "laser";
  button: "up" | "down";
}

/** As often as the server passes it on. */
const TOLD_EVERY_MS = 33;

/** Who else is at the board, where they point and what they see. */
export class Places {
  readonly #awareness: Awareness;
  readonly #api: ExcalidrawImperativeAPI;
  readonly #tellPointer = paced<Pointer>(TOLD_EVERY_MS, (pointer) => this.#awareness.setLocalStateField("pointer", pointer));
  readonly #tellView = paced<View>(TOLD_EVERY_MS, (view) => this.#awareness.setLocalStateField("view", view));
  #page = "";
  #people: readonly Person[] = [];
  #changed: (people: readonly Person[]) => void = () => undefined;

  constructor(awareness: Awareness, api: ExcalidrawImperativeAPI) {
    this.#awareness = awareness;
    this.#api = api;
    awareness.on("change", this.#onChange);
  }

  /** Tells who is here, now and whenever it changes. Returns what stops telling. */
  watch(changed: (people: readonly Person[]) => void): () => void {
    this.#changed = changed;
    changed(this.#people);
    return () => (this.#changed = () => undefined);
  }

  stop(): void {
    this.#tellPointer.stop();
    this.#tellView.stop();
    this.#awareness.off("change", this.#onChange);
  }

  /** What this person sees. */
  show(view: View): void {
    const isOther = view.page !== this.#page;
    this.#page = view.page;
    this.#tellView(view);
    if (isOther) this.#onChange();
  }

  point({ x, y, tool }: { x: number; y: number; tool: "pointer" | "laser" }, button: "up" | "down"): void {
    this.#tellPointer({ page: this.#page, x: Math.round(x), y: Math.round(y), tool, button });
  }

  readonly #onChange = (): void => {
    const collaborators = new Map<SocketId, Collaborator>();
    const people: Person[] = [];
    for (const [client, state] of this.#awareness.getStates()) {
      if (client === this.#awareness.clientID) continue;
      const { id, name, color } = readUser(state.user);
      people.push({ client, id, name, view: readView(state.view) });
      const pointer = readPointer(state.pointer);
      if (pointer?.page !== this.#page) continue;
      collaborators.set(`${client}` as SocketId, {
        username: name,
        color: { background: color, stroke: color },
        pointer: { x: pointer.x, y: pointer.y, tool: pointer.tool },
        button: pointer.button,
      });
    }
    this.#api.updateScene({ collaborators });
    // Not at every move of a pointer.
    if (JSON.stringify(people) === JSON.stringify(this.#people)) return;
    this.#people = people;
    this.#changed(people);
  };
}

function readUser(value: unknown): { id: string; name: string; color: string } {
  const { id, name, color } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  return {
    id: typeof id === "string" ? id : "",
    name: typeof name === "string" ? name.slice(0, 80) : "",
    color: typeof color === "string" && /^#[\da-f]{3,8}$/i.test(color) ? color : "#1e6b50",
  };
}

function readPointer(value: unknown): Pointer | null {
  if (typeof value !== "object" || value === null) return null;
  const { page, x, y, tool, button } = value as Record<string, unknown>;
  if (typeof page !== "string" || typeof x !== "number" || typeof y !== "number") return null;
  return { page, x, y, tool: tool === "laser" ? "laser" : "pointer", button: button === "down" ? "down" : "up" };
}
