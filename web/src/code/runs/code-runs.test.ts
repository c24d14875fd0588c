import { beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import type { Output, RunOptions } from "@/run/outputs";

import { CodeFiles } from "../files/code-files";
import { CodeRuns } from "./code-runs";
import type { RunInk } from "./run-stream";

/** What the "program" of these tests does; the runners themselves have tests of their own. */
let program: (options: RunOptions) => Promise<boolean>;

vi.mock("@/run/runners", () => ({
  Runners: class {
    of = () =>
      Promise.resolve({
        run: async (_files: unknown, _entry: string, options: RunOptions) => ({ ok: await program(options) }),
        prepare: () => undefined,
        close: () => undefined,
      });
    close = () => undefined;
  },
}));

const ACCESS = { sessionId: "1", credential: async () => "" };

const text = (written: string): Output => ({ kind: "text", stream: "out", text: written });

/** Two pages of one document: what one tells, the other hears. */
function pages() {
  const [near, far] = [new Y.Doc(), new Y.Doc()];
  near.on("update", (update: Uint8Array) => Y.applyUpdate(far, update));
  const [files, farFiles] = [new CodeFiles(near), new CodeFiles(far)];
  const [mine, theirs] = [new CodeRuns(files, "Ada", ACCESS), new CodeRuns(farFiles, "Marie", ACCESS)];
  far.getMap("runs").observe(({ keys }) => {
    for (const file of keys.keys()) theirs.heardResult(file);
  });
  const told: RunInk[] = [];
  mine.tellThrough((ink) => {
    told.push(ink);
    theirs.hear("Ada", JSON.parse(JSON.stringify(ink)));
  });
  const id = files.add("main.py", "print(1)");
  const file = files.list()[0];
  if (!file) throw new Error("no file");
  return { mine, theirs, told, id, file, far };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  program = async ({ onOutput }) => {
    onOutput([text("a"), text("b")]);
    return true;
  };
  return () => vi.useRealTimers();
});

describe("a run", () => {
  it("is shown to the others while it runs", async () => {
    const { mine, theirs, id, file } = pages();
    let end: (ok: boolean) => void = () => undefined;
    program = ({ onOutput }) => {
      onOutput([text("first")]);
      return new Promise((resolve) => (end = resolve));
    };
    const running = mine.run(file);
    await vi.waitFor(() => expect(mine.of(id)?.output).toEqual([text("first")]));
    vi.advanceTimersByTime(100);
    expect(theirs.of(id)).toMatchObject({ by: "Ada", state: "running", output: [text("first")] });
    end(false);
    await running;
    expect(theirs.of(id)).toMatchObject({ by: "Ada", state: "done", ok: false, output: [text("first")] });
    expect(mine.of(id)).toMatchObject({ by: null, state: "done", ok: false });
  });

  it("is shown once, also when its last pieces come after its result", async () => {
    const { mine, theirs, told, id, file } = pages();
    await mine.run(file);
    for (const ink of told.slice(1)) theirs.hear("Ada", ink);
    expect(theirs.of(id)).toMatchObject({ state: "done", output: [text("ab")] });
  });

  it("tells in small pieces, and leaves what is large to the result", async () => {
    const { mine, theirs, told, id, file } = pages();
    const page: Output = { kind: "page", html: "x".repeat(10_000) };
    program = async ({ onOutput }) => {
      onOutput([text("é".repeat(20_000)), page]);
      vi.advanceTimersByTime(300);
      return true;
    };
    await mine.run(file);
    expect(told.length).toBeGreaterThan(4);
    for (const ink of told) expect(new TextEncoder().encode(JSON.stringify(ink)).length).toBeLessThan(4_096);
    expect(theirs.of(id)?.output.at(-1)).toEqual(page);
  });

  it("stays for those who come later, at most 64 KB of it: the end", async () => {
    const { mine, id, file, far } = pages();
    program = async ({ onOutput }) => {
      onOutput([text(`${"\n".repeat(90_000)}the end`)]);
      return true;
    };
    await mine.run(file);
    const kept = far.getMap("runs").get(id) as { output: string };
    expect(kept.output.length).toBeLessThan(64 * 1024);
    const late = new CodeRuns(new CodeFiles(far), "Leo", ACCESS).of(id);
    expect(late).toMatchObject({ by: "Ada", state: "done", isPast: true });
    expect(late?.output[0]).toMatchObject({ kind: "text" });
    expect(JSON.stringify(late?.output)).toContain("the end");
  });

  it("is nobody else's business of somebody who may not write", async () => {
    const { mine, told, id, file, far } = pages();
    mine.tellThrough(null);
    await mine.run(file);
    expect(mine.of(id)?.output).toEqual([text("ab")]);
    expect([told, far.getMap("runs").size]).toEqual([[], 0]);
  });

  it("says so when it showed nothing", async () => {
    const { mine, id, file } = pages();
    program = async () => true;
    await mine.run(file);
    expect(mine.of(id)?.output).toEqual([{ kind: "note", note: "silent" }]);
  });

  it("asks the person who started it", async () => {
    const { mine, theirs, id, file } = pages();
    program = async ({ input, onOutput }) => {
      onOutput([text(await input("Who?"))]);
      return true;
    };
    const running = mine.run(file);
    await vi.waitFor(() => expect(mine.of(id)?.question).toBe("Who?"));
    expect(theirs.of(id)?.question).toBeNull();
    mine.answer(id, "Ada");
    await running;
    expect(mine.of(id)).toMatchObject({ question: null, output: [text("Ada")] });
  });
});

it("passes over what is no message of a run", () => {
  const { theirs, id } = pages();
  for (const payload of [null, "run", { k: "run" }, { k: "run", run: "1", file: id, step: "output", output: "x" }, { k: "pen", run: "1", file: id, step: "begin" }]) {
    theirs.hear("Ada", payload);
  }
  expect(theirs.of(id)).toBeNull();
  theirs.hear("Ada", { k: "run", run: "1", file: id, step: "begin" });
  theirs.hear("Ada", { k: "run", run: "1", file: id, step: "output", output: [{ kind: "text", stream: 3 }, { kind: "draw", strokes: [[{}]] }, text("x")] });
  expect(theirs.of(id)?.output).toEqual([text("x")]);
});
