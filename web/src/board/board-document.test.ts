import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { BoardDocument, FIRST_PAGE } from "./board-document";

let board: BoardDocument;
const ids = () => board.list().map(({ id }) => id);

beforeEach(() => {
  board = new BoardDocument(new Y.Doc());
  board.begin();
});

describe("pages", () => {
  it("begin with one", () => {
    expect(board.list()).toMatchObject([{ id: FIRST_PAGE, name: "", background: "plain" }]);
    board.begin();
    expect(ids()).toEqual([FIRST_PAGE]);
  });

  it("come behind the one that is shown", () => {
    const last = board.add(FIRST_PAGE, "staves");
    const second = board.add(FIRST_PAGE, "squared");
    expect(ids()).toEqual([FIRST_PAGE, second, last]);
    expect(board.list().map(({ background }) => background)).toEqual(["plain", "squared", "staves"]);
  });

  it("can be moved, renamed and given other paper", () => {
    const second = board.add(FIRST_PAGE, "plain");
    const third = board.add(second, "plain");
    board.move(third, -1);
    expect(ids()).toEqual([FIRST_PAGE, third, second]);
    board.move(FIRST_PAGE, 1);
    expect(ids()).toEqual([third, FIRST_PAGE, second]);
    board.move(second, 1);
    expect(ids()).toEqual([third, FIRST_PAGE, second]);
    board.rename(third, "  Fractions ");
    board.setBackground(third, "axes");
    expect(board.list()[0]).toMatchObject({ name: "Fractions", background: "axes" });
  });

  it("can be deleted, except for the last one", () => {
    const second = board.add(FIRST_PAGE, "plain");
    board.remove(FIRST_PAGE);
    expect(ids()).toEqual([second]);
    board.remove(second);
    expect(ids()).toEqual([second]);
  });

  it("take their pictures with them, if no other page shows them", () => {
    const second = board.add(FIRST_PAGE, "plain");
    for (const file of ["shared", "own"]) board.files.set(file, {});
    board.elements(FIRST_PAGE)?.set("a", { fileId: "shared" });
    board.elements(second)?.set("b", { fileId: "shared" });
    board.elements(second)?.set("c", { fileId: "own" });
    board.remove(second);
    expect([...board.files.keys()]).toEqual(["shared"]);
    board.remove(FIRST_PAGE);
    expect([...board.files.keys()]).toEqual(["shared"]);
  });

  it("are in one order for all when two people add at the same place at once", () => {
    const other = new BoardDocument(new Y.Doc());
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(board.doc));
    board.add(FIRST_PAGE, "plain");
    other.add(FIRST_PAGE, "lined");
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(board.doc));
    Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(other.doc));
    expect(other.list()).toEqual(board.list());
    // And there is a place between the two.
    const [, second, third] = ids();
    const between = board.add(second!, "plain");
    expect(new Set(ids())).toEqual(new Set([FIRST_PAGE, second, third, between]));
  });

  it("that are none are passed over", () => {
    board.pages.set("junk", "junk");
    board.pages.set("odd", new Y.Map(Object.entries({ name: 3, order: null, background: "<b>" })));
    expect(board.list()).toEqual([{ id: "odd", name: "", order: "", background: "plain" }, expect.objectContaining({ id: FIRST_PAGE })]);
    expect(board.elements("odd")).toBeNull();
  });
});
