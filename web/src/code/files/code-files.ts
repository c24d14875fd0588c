import * as Y from "yjs";

import { between } from "./order";

export interface CodeFile {
  id: string;
  name: string;
  order: string;
  text: Y.Text;
  /** An exercise's tests: see run/exercises.ts. */
  tests: Y.Text | null;
}

export type NameProblem = "empty" | "long" | "characters" | "taken";

const LONGEST_NAME = 60;
/** Changes of the list of files, as against those inside of a file. */
const LIST = "code-files";

/** The files of a shared document: `Y.Map "files"`, as docs/protocol.md describes it. */
export class CodeFiles {
  readonly doc: Y.Doc;
  readonly #files: Y.Map<Y.Map<unknown>>;
  readonly #undo: Y.UndoManager;
  readonly #undoInside = new Map<Y.Text, Y.UndoManager>();
  readonly #listeners = new Set<() => void>();
  #list: CodeFile[] | null = null;

  constructor(doc: Y.Doc) {
    this.doc = doc;
    this.#files = doc.getMap("files");
    // Each step apart: what is taken back is one deletion, not all of the last half second.
    this.#undo = new Y.UndoManager(this.#files, { trackedOrigins: new Set([LIST]), captureTimeout: 0 });
    this.#files.observeDeep((events) => {
      // What is typed inside of a file changes nothing about the list.
      if (events.every(({ target }) => target instanceof Y.Text)) return;
      this.#list = null;
      for (const listener of [...this.#listeners]) listener();
    });
  }

  /** In the order of their tabs; the same array until something in it changes. */
  readonly list = (): CodeFile[] => {
    this.#list ??= [...this.#files].flatMap(([id, file]) => read(id, file)).sort(byOrder);
    return this.#list;
  };

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(name: string, text = ""): string {
    const id = crypto.randomUUID();
    const file = new Y.Map<unknown>();
    file.set("name", name);
    file.set("order", between(this.list().at(-1)?.order ?? null, null));
    file.set("text", new Y.Text(text));
    this.#change(() => {
      this.doc.getMap("meta").set("version", 1);
      this.#files.set(id, file);
    });
    return id;
  }

  rename(id: string, name: string): void {
    this.#change(() => this.#files.get(id)?.set("name", name));
  }

  /** One place to the left (-1) or to the right (1). */
  move(id: string, by: -1 | 1): void {
    const list = this.list();
    const to = list.findIndex((file) => file.id === id) + by;
    const [before, after] = by < 0 ? [list[to - 1], list[to]] : [list[to], list[to + 1]];
    if (to < 0 || to >= list.length) return;
    const order = between(before?.order ?? null, after?.order ?? null);
    this.#change(() => this.#files.get(id)?.set("order", order));
  }

  delete(id: string): void {
    this.#undo.clear();
    this.#change(() => this.#files.delete(id));
  }

  /** Brings the last deleted file back, with what others wrote in it until then. */
  undoDelete(): void {
    this.#undo.undo();
  }

  /** A file's tests: made when somebody begins an exercise. */
  addTests(id: string): void {
    this.#change(() => {
      const file = this.#files.get(id);
      if (file && !(file.get("tests") instanceof Y.Text)) file.set("tests", new Y.Text());
    });
  }

  /** Undoes only what this person wrote. It outlives the editor, so that changing tabs forgets nothing. */
  undoOf(text: Y.Text): Y.UndoManager {
    const undo = this.#undoInside.get(text) ?? new Y.UndoManager(text);
    this.#undoInside.set(text, undo);
    return undo;
  }

  nameProblem(name: string, id: string | null): NameProblem | null {
    if (name === "") return "empty";
    if (name.length > LONGEST_NAME) return "long";
    if (!/^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u.test(name)) return "characters";
    return this.list().some((file) => file.name === name && file.id !== id) ? "taken" : null;
  }

  #change(change: () => void): void {
    this.doc.transact(change, LIST);
  }
}

/** What somebody else's page put there may be anything. */
function read(id: string, file: unknown): CodeFile[] {
  if (!(file instanceof Y.Map)) return [];
  const [name, order, text, tests] = ["name", "order", "text", "tests"].map((key): unknown => file.get(key));
  if (typeof name !== "string" || !(text instanceof Y.Text)) return [];
  const place = typeof order === "string" ? order : "";
  return [{ id, name, order: place, text, tests: tests instanceof Y.Text ? tests : null }];
}

function byOrder(one: CodeFile, other: CodeFile): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
