import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import type { Change } from "./document-history";
import { PastDocument } from "./past-document";

const ACCESS = { sessionId: "session", credential: async () => "secret" };

/** Runs each step a second after the one before, and records what it changed. */
function history(...steps: ((doc: Y.Doc) => void)[]): Change[] {
  const doc = new Y.Doc();
  const changes: Change[] = [];
  steps.forEach((step, second) => {
    const before = Y.encodeStateVector(doc);
    step(doc);
    changes.push({ atMs: second * 1_000, update: Y.encodeStateAsUpdate(doc, before) });
  });
  return changes;
}

const pages = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>("pages");
const elements = (doc: Y.Doc, page: string) => pages(doc).get(page)?.get("elements") as Y.Map<unknown>;
const addPage = (id: string) => (doc: Y.Doc) => {
  const page = new Y.Map<unknown>();
  page.set("elements", new Y.Map());
  pages(doc).set(id, page);
};
const draw = (page: string, id: string, x = 0) => (doc: Y.Doc) => void elements(doc, page).set(id, { id, x });
const rub = (page: string, id: string) => (doc: Y.Doc) => elements(doc, page).delete(id);

const code = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>("files").get("main")?.get("text") as Y.Text;
const addFile = (doc: Y.Doc) => {
  const file = new Y.Map<unknown>();
  file.set("text", new Y.Text("print(1)"));
  doc.getMap("files").set("main", file);
};

describe("a board of the past", () => {
  const past = () =>
    new PastDocument("board", history(addPage("one"), draw("one", "line"), draw("one", "line", 5), addPage("two"), draw("two", "dot"), rub("one", "line")), ACCESS);

  it("is what it was, forward and backward, and always the same document", () => {
    const board = past();
    const { doc } = board;
    const seen = [4_000, 1_000, 5_000, 2_500, 0, 4_999].map((ms) => {
      board.show(ms);
      return [elements(doc, "one").toJSON(), pages(doc).has("two")];
    });
    const at = (x: number) => ({ line: { id: "line", x } });
    expect(seen).toEqual([[at(5), true], [at(0), false], [{}, true], [at(5), false], [{}, false], [at(5), true]]);
    expect(board.doc).toBe(doc);
  });

  it("leaves alone what has not changed", () => {
    const board = past();
    board.show(4_000);
    const changed = vi.fn();
    elements(board.doc, "two").observe(changed);
    board.show(5_000);
    expect(changed).not.toHaveBeenCalled();
    expect(elements(board.doc, "one").size).toBe(0);
  });

  it("says on which page something was done last", () => {
    const board = past();
    const places: string[] = [];
    board.on("place", (place) => places.push(place));
    for (const ms of [2_000, 4_000, 5_000, 2_000]) board.show(ms);
    expect(places).toEqual(["one", "two", "one"]);
    expect(board.place).toBe("one");
  });

  it("takes no writing", () => {
    expect(past().state.mayWrite).toBe(false);
  });
});

describe("code of the past", () => {
  it("keeps its texts, and changes only what is different in them", () => {
    const past = new PastDocument(
      "code",
      history(addFile, (doc) => code(doc).insert(6, "2 + "), (doc) => code(doc).insert(0, "# 🎲\n"), (doc) => code(doc).insert(2, "😀")),
      ACCESS,
    );
    past.show(3_000);
    const text = code(past.doc);
    const deltas: unknown[] = [];
    text.observe(({ delta }) => deltas.push(delta));
    past.show(2_000);
    past.show(3_000);
    expect(deltas).toEqual([[{ retain: 2 }, { delete: 2 }], [{ retain: 2 }, { insert: "😀" }]]);
    past.show(0);
    expect(text.toJSON()).toBe("print(1)");
    past.show(3_000);
    expect(code(past.doc)).toBe(text);
    expect(text.toJSON()).toBe("# 😀🎲\nprint(2 + 1)");
  });
});
