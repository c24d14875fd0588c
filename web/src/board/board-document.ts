/** The shape of a board's document, see docs/protocol.md: pages with their elements, and the pictures that they show. */
import type { ExcalidrawElement, OrderedExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import { generateKeyBetween } from "fractional-indexing";
import * as Y from "yjs";

export type BoardElement = ExcalidrawElement;
export type OrderedElement = OrderedExcalidrawElement;

export const BACKGROUNDS = ["plain", "squared", "lined", "staves", "axes"] as const;
export type Background = (typeof BACKGROUNDS)[number];

export interface BoardPage {
  id: string;
  /** Empty: called by its number. */
  name: string;
  order: string;
  background: Background;
}

/** Values are checked when they are read: whoever wrote them may be hostile. */
export type Elements = Y.Map<unknown>;

/** Everybody's first page is the same one, whoever opens an empty board first. */
export const FIRST_PAGE = "first";
const LONGEST_NAME = 80;

export class BoardDocument {
  readonly doc: Y.Doc;
  readonly pages: Y.Map<unknown>;
  readonly files: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.doc = doc;
    this.pages = doc.getMap("pages");
    this.files = doc.getMap("files");
  }

  /** In order. */
  list(): BoardPage[] {
    const pages = [...this.pages.entries()].flatMap(([id, page]) => (page instanceof Y.Map ? [readPage(id, page)] : []));
    return pages.sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
  }

  elements(pageId: string): Elements | null {
    const page = this.pages.get(pageId);
    const elements: unknown = page instanceof Y.Map ? page.get("elements") : null;
    return elements instanceof Y.Map ? (elements as Elements) : null;
  }

  /** An empty board gets its first page. */
  begin(): void {
    if (this.list().length === 0) this.#create(FIRST_PAGE, generateKeyBetween(null, null), "plain");
  }

  /** Behind the page that is given. */
  add(behind: string, background: Background): string {
    const pages = this.list();
    const at = pages.findIndex(({ id }) => id === behind);
    const id = crypto.randomUUID();
    this.#create(id, orderBetween(pages[at]?.order, pages[at + 1]?.order), background);
    return id;
  }

  /** With the pictures that no other page shows. A board always has a page. */
  remove(pageId: string): void {
    if (this.list().length < 2) return;
    const gone = this.#pictures(pageId);
    this.doc.transact(() => {
      this.pages.delete(pageId);
      for (const id of this.pages.keys()) for (const file of this.#pictures(id)) gone.delete(file);
      for (const file of gone) this.files.delete(file);
    });
  }

  rename(pageId: string, name: string): void {
    this.#set(pageId, "name", name.trim().slice(0, LONGEST_NAME));
  }

  setBackground(pageId: string, background: Background): void {
    this.#set(pageId, "background", background);
  }

  /** One place towards the front (-1) or the back (1). */
  move(pageId: string, by: -1 | 1): void {
    const pages = this.list();
    const at = pages.findIndex(({ id }) => id === pageId);
    const others = pages.filter(({ id }) => id !== pageId);
    const to = at + by;
    if (at < 0 || to < 0 || to > others.length) return;
    this.#set(pageId, "order", orderBetween(others[to - 1]?.order, others[to]?.order));
  }

  #create(id: string, order: string, background: Background): void {
    const page = new Y.Map<unknown>();
    for (const [key, value] of Object.entries({ name: "", order, background })) page.set(key, value);
    page.set("elements", new Y.Map());
    this.doc.transact(() => {
      this.pages.set(id, page);
      this.doc.getMap("meta").set("version", 1);
    });
  }

  /** Which files a page shows. */
  #pictures(pageId: string): Set<string> {
    const shown = [...(this.elements(pageId)?.values() ?? [])].map((element) => (element as { fileId?: unknown } | null)?.fileId);
    return new Set(shown.filter((fileId) => typeof fileId === "string"));
  }

  #set(pageId: string, key: string, value: string): void {
    const page = this.pages.get(pageId);
    if (page instanceof Y.Map && page.get(key) !== value) page.set(key, value);
  }
}

function readPage(id: string, page: Y.Map<unknown>): BoardPage {
  const [name, order, background] = ["name", "order", "background"].map((key) => page.get(key));
  return {
    id,
    name: typeof name === "string" ? name.slice(0, LONGEST_NAME) : "",
    order: typeof order === "string" ? order : "",
    background: BACKGROUNDS.find((known) => known === background) ?? "plain",
  };
}

/** Two people may have put pages at the same place at once: then the new one goes behind both. */
function orderBetween(before: string | undefined, after: string | undefined): string {
  try {
    return generateKeyBetween(before ?? null, after ?? null);
  } catch {
    return `${before ?? ""}V`;
  }
}

/** From the back to the front, the same everywhere. */
export function inOrder<Element extends BoardElement>(elements: Element[]): Element[] {
  return elements.sort((a, b) => compare(a.index ?? LAST, b.index ?? LAST) || compare(a.id, b.id));
}

const LAST = "~";

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
