import { expect, it } from "vitest";

import { outputOf } from "./answer";

const stage = (more: object) => ({ stdout: "", stderr: "", code: 0, signal: null, ...more });

it("shows warnings, what was printed, and errors, in this order", () => {
  expect(outputOf({ compile: stage({ stderr: "warning" }), run: stage({ stdout: "out", stderr: "err" }) })).toEqual({
    ok: true,
    output: [
      { kind: "text", stream: "err", text: "warning" },
      { kind: "text", stream: "out", text: "out" },
      { kind: "text", stream: "err", text: "err" },
    ],
  });
});

it("says nothing of a run of what was not compiled", () => {
  // Some versions of Piston run the old program then.
  const answer = { compile: stage({ stderr: "Main.java:1: error", code: 1 }), run: stage({ stdout: "old" }) };
  expect(outputOf(answer)).toEqual({ ok: false, output: [{ kind: "text", stream: "err", text: "Main.java:1: error" }] });
});

it("says why a program ended that wrote nothing", () => {
  expect(outputOf({ compile: null, run: stage({ code: 3 }) }).output).toEqual([{ kind: "text", stream: "err", text: "exit code 3\n" }]);
  expect(outputOf({ compile: null, run: stage({ code: null, signal: "SIGSEGV" }) }).output).toEqual([
    { kind: "text", stream: "err", text: "exit code SIGSEGV\n" },
  ]);
  expect(outputOf({ compile: null, run: stage({ stdout: "1", code: null, signal: "SIGKILL" }) })).toMatchObject({
    ok: false,
    output: [{ text: "1" }, { kind: "note", note: "engine-limit" }],
  });
});

it("is content with a program that shows nothing", () => {
  expect(outputOf({ compile: null, run: stage({}) })).toEqual({ ok: true, output: [] });
  expect(outputOf({ compile: null, run: null })).toEqual({ ok: false, output: [] });
});
