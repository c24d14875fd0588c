// @vitest-environment node
import releaseSync from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant } from "quickjs-emscripten-core";
import { describe, expect, it } from "vitest";

import { collect } from "../worker/collect";
import { JavaScriptEngine } from "./engine";

const javascript = new JavaScriptEngine(() => newQuickJSWASMModuleFromVariant(releaseSync));

async function run(files: Record<string, string>, { exercises = [] as { call: string; expected: string }[], answers = [] as string[] } = {}) {
  const io = collect(...answers);
  const entry = Object.keys(files)[0] ?? "";
  const ok = await javascript.run({ files: Object.entries(files).map(([name, text]) => ({ name, text })), entry, exercises }, io);
  return { ok, io };
}

describe("a program", () => {
  it("logs what people expect to see", async () => {
    const { ok, io } = await run({ "main.js": 'console.log("a", 1, [1, "b"], { x: { y: null } }, new Map([[1, 2]]), () => 1, undefined, -0)' });
    expect(ok).toBe(true);
    expect(io.text()).toBe('a 1 [ 1, "b" ] { x: { y: null } } Map(1) { 1 => 2 } [Function (anonymous)] undefined -0\n');
  });

  it("waits for promises and timers, in their order", async () => {
    const text = `
      setTimeout(() => console.log("late"), 400);
      const id = setInterval(() => console.log("never"), 5);
      clearInterval(id);
      Promise.resolve().then(() => console.log("soon"));
      await new Promise((resolve) => setTimeout(resolve, 10));
      console.log("between");`;
    expect((await run({ "main.js": text })).io.text()).toBe("soon\nbetween\nlate\n");
  });

  it("calls an interval as often as it should", async () => {
    const text = "let n = 0; const id = setInterval(() => { console.log(++n); if (n === 3) clearInterval(id); }, 5);";
    expect((await run({ "main.js": text })).io.text()).toBe("1\n2\n3\n");
  });

  it("fails with its own lines", async () => {
    const { ok, io } = await run({ "main.js": "function f() {\n  null.x;\n}\nf();" });
    expect(ok).toBe(false);
    expect(io.errors()).toMatch(/^TypeError: cannot read property 'x' of null\n.*main\.js:2/);
    expect(io.errors()).not.toContain("prelude");
  });

  it("fails when a promise or a timer does", async () => {
    expect((await run({ "main.js": "await Promise.reject(new Error('late'))" })).io.errors()).toContain("Error: late");
    const timer = await run({ "main.js": "setTimeout(() => { throw new Error('later') })" });
    expect([timer.ok, timer.io.errors().split("\n")[0]]).toEqual([false, "Error: later"]);
  });

  it("asks, and goes on with the answer", async () => {
    const { io } = await run({ "main.js": "const name = await input('Who? ');\nconsole.log('Hello', name);" }, { answers: ["Ada"] });
    expect(io.output).toEqual([
      { kind: "text", stream: "out", text: "Who? " },
      { kind: "text", stream: "in", text: "Ada\n" },
      { kind: "text", stream: "out", text: "Hello Ada\n" },
    ]);
    expect((await run({ "main.js": "prompt('x')" })).io.errors()).toContain("await input");
  });

  it("imports the other files", async () => {
    const { io } = await run({ "main.js": 'import { area } from "./shapes.js";\nconsole.log(area(2));', "shapes.ts": "export const area = (r: number): number => r * r;" });
    expect(io.text()).toBe("4\n");
    expect((await run({ "main.js": 'import "./none.js"' })).io.errors()).toContain("none.js");
  });

  it("may be TypeScript", async () => {
    const text = "interface A { n: number }\nenum Color { Red, Green }\nconst a: A = { n: 2 };\nconsole.log((a as A).n satisfies number, Color.Green);";
    expect((await run({ "main.ts": text })).io.text()).toBe("2 1\n");
  });

  it("has no browser around it", async () => {
    const text = "console.log(typeof fetch, typeof self, typeof postMessage, typeof document, typeof XMLHttpRequest, typeof process)";
    expect((await run({ "main.js": text })).io.text()).toBe("undefined undefined undefined undefined undefined undefined\n");
  });

  it("runs out of its own memory, not of ours", async () => {
    const { ok, io } = await run({ "main.js": "const all = [];\nfor (;;) all.push(new Uint8Array(1e7));" });
    expect(ok).toBe(false);
    expect(io.errors()).toMatch(/out of memory/);
    expect((await run({ "main.js": "console.log(1)" })).io.text()).toBe("1\n");
  }, 60_000); // it takes a busy machine long to hand out so much

  it("does not fall through the floor", async () => {
    expect((await run({ "main.js": "const f = () => f();\nf();" })).io.errors()).toMatch(/stack/);
  });
});

describe("an exercise", () => {
  it("tries calls of what the file defines, exported or not", async () => {
    const { ok, io } = await run(
      { "main.js": "const add = (a, b) => a + b;\nexport function pair(a) { return { a, list: [a] }; }" },
      {
        exercises: [
          { call: "add(2, 3)", expected: "5" },
          { call: "pair(1)", expected: "{ a: 1, list: [1] }" },
          { call: "add(0.1, 0.2)", expected: "0.3" },
          { call: "add(1, 1)", expected: "3" },
          { call: "gone()", expected: "1" },
        ],
      },
    );
    expect(ok).toBe(false);
    expect(io.output.map((piece) => piece.kind === "test" && [piece.ok, piece.got])).toEqual([
      [true, "5"],
      [true, "{ a: 1, list: [ 1 ] }"],
      [true, "0.30000000000000004"],
      [false, "2"],
      [false, "ReferenceError: 'gone' is not defined"],
    ]);
  });
});
