import type * as Y from "yjs";

import { type BoardElement, type Elements, inOrder } from "./board-document";
import { cleanElement } from "./sanitise";

/** What draws a page: Excalidraw, or a list in a test. */
export interface Scene {
  /** All that were there since the page was opened, the deleted ones too. */
  elements(): readonly BoardElement[];
  /** Shows these in place of all others. Not a step that this person could undo. */
  show(elements: readonly BoardElement[]): void;
}

/** As which of its versions an element is known to be the same here and in the document. */
interface Known {
  version: number;
  nonce: number;
}

/**
 * Keeps a scene and the elements of a page the same. The document decides: of two changes to one element made at once, Yjs
 * keeps one, and every page shows that one, whatever the elements' version numbers say. What this person holds in their hand
 * (drags, draws) is left alone until it is let go of, and then it is the latest.
 */
export class ElementsBinding {
  readonly #elements: Elements;
  readonly #scene: Scene;
  #known = new Map<string, Known>();
  #held: ReadonlySet<string> = new Set<string>();
  /** Changed by others while they were held here. */
  #missed = new Set<string>();

  constructor(elements: Elements, scene: Scene) {
    this.#elements = elements;
    this.#scene = scene;
    elements.observe(this.#onRemote);
  }

  stop(): void {
    this.#elements.unobserve(this.#onRemote);
  }

  /** Everything as the document has it. */
  load(): BoardElement[] {
    const elements: BoardElement[] = [];
    for (const [id, value] of this.#elements.entries()) {
      const element = read(id, value);
      if (!element) continue;
      this.#remember(element);
      elements.push(element);
    }
    return inOrder(elements);
  }

  /** Those that are not as the document has them. */
  changedIn(elements: readonly BoardElement[]): BoardElement[] {
    return elements.filter(({ id, version, versionNonce }) => {
      const known = this.#known.get(id);
      return known?.version !== version || known.nonce !== versionNonce;
    });
  }

  /** Writes what was changed here; what is still in somebody's hand is not to be changed under it. */
  commit(changed: readonly BoardElement[], inHand: ReadonlySet<string>): void {
    this.#held = inHand;
    const write = () => {
      for (const element of changed) this.#write(element);
    };
    if (changed.length > 0) this.#elements.doc?.transact(write, this);
    const missed = [...this.#missed].filter((id) => !changed.some((element) => element.id === id));
    this.#missed.clear();
    if (missed.length > 0) this.#take(missed);
  }

  #write(element: BoardElement): void {
    this.#remember(element);
    const clean = element.isDeleted ? null : cleanElement(element);
    if (clean) this.#elements.set(element.id, clean);
    else if (this.#elements.has(element.id)) this.#elements.delete(element.id);
  }

  readonly #onRemote = (event: Y.YMapEvent<unknown>): void => {
    if (event.transaction.origin === this) return;
    this.#take([...event.keysChanged] as string[]);
  };

  /** Shows these as the document has them. */
  #take(ids: readonly string[]): void {
    const wanted = ids.filter((id) => !this.#held.has(id));
    for (const id of ids) if (this.#held.has(id)) this.#missed.add(id);
    if (wanted.length === 0) return;
    const shown = new Map(this.#scene.elements().map((element) => [element.id, element]));
    for (const id of wanted) {
      const now = read(id, this.#elements.get(id)) ?? deleted(shown.get(id));
      if (!now) continue;
      this.#remember(now);
      shown.set(id, now);
    }
    this.#scene.show(inOrder([...shown.values()]));
  }

  #remember({ id, version, versionNonce }: BoardElement): void {
    this.#known.set(id, { version, nonce: versionNonce });
  }
}

function read(id: string, value: unknown): BoardElement | null {
  const element = cleanElement(value);
  return element?.id === id && !element.isDeleted ? element : null;
}

function deleted(element: BoardElement | undefined): BoardElement | null {
  return element ? { ...element, isDeleted: true, version: element.version + 1 } : null;
}
