import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { CodeFiles } from "./code-files";
import { between } from "./order";

const names = (files: CodeFiles) => files.list().map(({ name }) => name);

function two(): [CodeFiles, CodeFiles] {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  one.on("update", (update: Uint8Array) => Y.applyUpdate(other, update, "far"));
  other.on("update", (update: Uint8Array) => Y.applyUpdate(one, update, "far"));
  return [new CodeFiles(one), new CodeFiles(other)];
}

describe("files in tabs", () => {
  it("stand in the order in which they were added, and are moved one place at a time", () => {
    const [files, others] = two();
    const [, b] = ["a.py", "b.py", "c.py"].map((name) => files.add(name));
    files.move(b ?? "", 1);
    expect(names(files)).toEqual(["a.py", "c.py", "b.py"]);
    files.move(b ?? "", -1);
    files.move(b ?? "", -1);
    expect(names(others)).toEqual(["b.py", "a.py", "c.py"]);
    files.move(b ?? "", -1);
    expect(names(others)).toEqual(["b.py", "a.py", "c.py"]);
  });

  it("come back as they were when a deletion is undone, for everybody", () => {
    const [files, others] = two();
    const id = files.add("main.py", "print(1)\n");
    files.addTests(id);
    files.list()[0]?.tests?.insert(0, "f(1) => 2");
    others.list()[0]?.text.insert(0, "# by somebody else\n");
    files.delete(id);
    expect(names(others)).toEqual([]);
    files.undoDelete();
    expect(names(others)).toEqual(["main.py"]);
    expect(others.list()[0]?.text.toJSON()).toBe("# by somebody else\nprint(1)\n");
    expect(others.list()[0]?.tests?.toJSON()).toBe("f(1) => 2");
  });

  it("keep one and the same list while somebody types", () => {
    const [files] = two();
    const changed = vi.fn();
    files.onChange(changed);
    files.add("main.py");
    const list = files.list();
    list[0]?.text.insert(0, "x");
    expect(files.list()).toBe(list);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it("leave out what is no file", () => {
    const doc = new Y.Doc();
    doc.getMap("files").set("broken", "text");
    doc.getMap("files").set("empty", new Y.Map());
    expect(new CodeFiles(doc).list()).toEqual([]);
  });

  it("have names that every language can import", () => {
    const [files] = two();
    const id = files.add("main.py");
    expect(files.nameProblem("main.py", null)).toBe("taken");
    expect(files.nameProblem("main.py", id)).toBeNull();
    expect(files.nameProblem("../x.py", null)).toBe("characters");
    expect(files.nameProblem(".env", null)).toBe("characters");
    expect(files.nameProblem("", null)).toBe("empty");
    expect(files.nameProblem("élève 1.py", null)).toBeNull();
  });

  it("undo only what was written here", () => {
    const [files, others] = two();
    files.add("main.py");
    const [mine, theirs] = [files.list()[0]?.text, others.list()[0]?.text];
    if (!mine || !theirs) throw new Error("no file");
    const undo = files.undoOf(mine);
    mine.insert(0, "mine");
    theirs.insert(0, "theirs ");
    undo.undo();
    expect(mine.toJSON()).toBe("theirs ");
  });
});

it("finds a place between any two", () => {
  let low: string | null = null;
  let high: string | null = null;
  for (let step = 0; step < 200; step += 1) {
    const made: string = between(low, high);
    if (low !== null) expect(low < made).toBe(true);
    if (high !== null) expect(made < high).toBe(true);
    if (step % 3 === 0) high = made;
    else low = made;
  }
});
