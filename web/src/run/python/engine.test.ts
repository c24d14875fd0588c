// @vitest-environment node
import { readFile } from "node:fs/promises";

import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";

import type { Exercise, Stroke } from "../outputs";
import { collect } from "../worker/collect";
import { PythonEngine } from "./engine";
import { LOCK_FILE } from "./lock-file";

let python: PythonEngine;

beforeAll(async () => {
  const charts = await readFile(new URL("./packages/pygal-3.1.3-py3-none-any.whl", import.meta.url));
  python = new PythonEngine(await loadPyodide({ jsglobals: {}, lockFileContents: LOCK_FILE }), new Uint8Array(charts).buffer);
}, 60_000);

async function run(text: string, { exercises = [], others = {} }: { exercises?: Exercise[]; others?: Record<string, string> } = {}) {
  const io = collect();
  const files = [...Object.entries(others).map(([name, text]) => ({ name, text })), { name: "main.py", text }];
  const ok = await python.run({ files, entry: "main.py", exercises }, io);
  return { ok, io };
}

describe("a program", () => {
  it("prints", async () => {
    const { ok, io } = await run('import sys\nprint("héllo", 1 + 1)\nprint("oh", file=sys.stderr)');
    expect([ok, io.text(), io.errors()]).toEqual([true, "héllo 2\n", "oh\n"]);
  });

  it("fails with its own lines and no others", async () => {
    const { ok, io } = await run("def half(x):\n    return x / 0\n\nhalf(3)\n");
    expect(ok).toBe(false);
    expect(io.errors()).toBe(
      'Traceback (most recent call last):\n  File "main.py", line 4, in <module>\n    half(3)\n    ~~~~^^^\n' +
        '  File "main.py", line 2, in half\n    return x / 0\n           ~~^~~\nZeroDivisionError: division by zero\n',
    );
  });

  it("says where it cannot be read", async () => {
    const { io } = await run("print('a'\n");
    expect(io.errors()).toContain('File "main.py", line 1');
    expect(io.errors()).toContain("SyntaxError: '(' was never closed");
  });

  it("imports the other files, as they are now", async () => {
    expect((await run("import shapes\nprint(shapes.area(2))", { others: { "shapes.py": "def area(r): return r * r" } })).io.text()).toBe("4\n");
    expect((await run("import shapes\nprint(shapes.area(2))", { others: { "shapes.py": "def area(r): return 3 * r" } })).io.text()).toBe("6\n");
    expect((await run("import shapes")).io.errors()).toContain("ModuleNotFoundError: No module named 'shapes'");
  });

  it("leaves nothing to the next one", async () => {
    await run("import builtins\nx = 1\nbuiltins.print = None\nopen('left.txt', 'w').write('x')");
    expect((await run("import os\nprint('x' in globals(), os.listdir())")).io.text()).toBe("False ['main.py']\n");
  });

  it("reads and writes files of its own", async () => {
    const { io } = await run("print(open('words.txt').read().split())", { others: { "words.txt": "one two" } });
    expect(io.text()).toBe("['one', 'two']\n");
  });

  it("ends by exit, and says a word of it", async () => {
    expect((await run("import sys\nsys.exit()")).ok).toBe(true);
    const { ok, io } = await run("import sys\nsys.exit('no such road')");
    expect([ok, io.errors()]).toEqual([false, "no such road\n"]);
  });

  it("sees nothing of the worker it runs in", async () => {
    const { io } = await run("import js\nprint([name for name in dir(js) if name in ('fetch', 'self', 'postMessage', 'Worker')])");
    expect(io.text()).toBe("[]\n");
  });

  it("is told where nobody can answer it", async () => {
    const { ok, io } = await run("name = input('Who? ')");
    expect(ok).toBe(false);
    expect(io.text()).toBe("Who? ");
    expect(io.output).toContainEqual({ kind: "note", note: "no-input" });
  });
});

describe("an exercise", () => {
  const exercises = [
    { call: "add(2, 3)", expected: "5" },
    { call: "add(0.1, 0.2)", expected: "0.3" },
    { call: "add('a', 1)", expected: "'a1'" },
    { call: "greet('Ada')", expected: "'Hello Ada'" },
    { call: "missing()", expected: "1" },
  ];

  it("tries every call, also after one that fails", async () => {
    const text = "def add(a, b): return a + b\ndef greet(who): print('Hello', who)\nprint('not shown')\n";
    const { ok, io } = await run(text, { exercises });
    expect(ok).toBe(false);
    expect(io.text()).toBe("");
    expect(io.output.map((piece) => piece.kind === "test" && [piece.ok, piece.got])).toEqual([
      [true, "5"],
      [true, "0.30000000000000004"],
      [false, 'TypeError: can only concatenate str (not "int") to str'],
      [true, "'Hello Ada'"],
      [false, "NameError: name 'missing' is not defined"],
    ]);
  });
});

describe("the turtle", () => {
  const strokesOf = async (text: string): Promise<Stroke[]> => {
    const { ok, io } = await run(text);
    expect([ok, io.errors()]).toEqual([true, ""]);
    return io.output.flatMap((piece) => (piece.kind === "draw" ? piece.strokes : []));
  };
  const lines = (strokes: Stroke[]) => strokes.filter(([kind]) => kind === "line");

  it("draws a square", async () => {
    const strokes = await strokesOf("from turtle import *\npencolor('red')\nfor _ in range(4):\n    forward(100)\n    left(90)\ndone()");
    expect(lines(strokes).map((line) => line.slice(1, 5).map((part) => Math.round(Number(part)) + 0))).toEqual([
      [0, 0, 100, 0],
      [100, 0, 100, 100],
      [100, 100, 0, 100],
      [0, 100, 0, 0],
    ]);
    expect(lines(strokes)[0]?.[5]).toBe("red");
  });

  it("comes back to where a circle began", async () => {
    const strokes = await strokesOf("import turtle\nt = turtle.Turtle()\nt.circle(50)\nprint(t.pos(), round(t.heading()))");
    expect(lines(strokes).length).toBeGreaterThan(15);
  });

  it("fills what it goes around", async () => {
    const strokes = await strokesOf(
      "import turtle\nt = turtle.Turtle()\nturtle.colormode(255)\nt.fillcolor(255, 128, 0)\nt.begin_fill()\nt.fd(10); t.lt(120); t.fd(10)\nt.end_fill()",
    );
    const fill = strokes.find(([kind]) => kind === "fill");
    expect(fill?.[1]).toBe("#ff8000");
    expect((fill?.[2] as number[]).length).toBe(6);
  });

  it("begins anew with each program", async () => {
    await strokesOf("from turtle import *\nforward(50)");
    expect(lines(await strokesOf("from turtle import *\nforward(10)"))[0]?.slice(1, 5)).toEqual([0, 0, 10, 0]);
  });

  it("says what it cannot do", async () => {
    const { io } = await run("import turtle\nturtle.onkey(print, 'Up')");
    expect(io.errors()).toContain("Keys, clicks and timers do not reach the turtle here.");
  });
});

describe("a chart", () => {
  const picturesOf = async (text: string, others: Record<string, string> = {}): Promise<string[]> => {
    const { ok, io } = await run(text, { others });
    expect([ok, io.errors()]).toEqual([true, ""]);
    return io.output.flatMap((piece) => (piece.kind === "picture" ? [piece.svg] : []));
  };
  const BARS = "import pygal\nbars = pygal.Bar(title='Dice')\nbars.add('rolls', [3, 5, 2])\n";

  it("has its library unpacked when a program asks for it, and not before", async () => {
    const FOLDER = "import os\nprint(os.path.isdir('/lib/chalkroom/pygal'))";
    expect((await run(FOLDER)).io.text()).toBe("False\n");
    expect((await run("import pygal.style")).ok).toBe(true);
    expect((await run(FOLDER)).io.text()).toBe("True\n");
  });

  it("is shown that a program saves, as in books", async () => {
    const [svg, ...others] = await picturesOf(`${BARS}bars.render_to_file('dice.svg')`);
    expect(others).toEqual([]);
    expect(svg).toMatch(/^<\?xml[^]*<svg [^]*>Dice<[^]*<\/svg>$/);
    expect(svg?.match(/class="bar"/g)).toHaveLength(3);
  });

  it("is shown that a program opens in the browser", async () => {
    const [svg] = await picturesOf(`${BARS}bars.render_in_browser()`);
    expect(svg).toContain(">Dice<");
  });

  it("is not one of the lesson's own files", async () => {
    expect(await picturesOf("print(1)", { "logo.svg": "<svg/>" })).toEqual([]);
  });

  it("fits into what others are told of a run", async () => {
    const [svg = ""] = await picturesOf(`${BARS}bars.render_to_file('dice.svg')`);
    expect(svg.length).toBeLessThan(40_000);
  });
});

describe("a package that is not there", () => {
  it("is named, with what there is", async () => {
    const { ok, io } = await run("import matplotlib.pyplot as plt");
    expect(ok).toBe(false);
    expect(io.errors()).toContain("ModuleNotFoundError: No module named 'matplotlib'");
    expect(io.output).toContainEqual({ kind: "note", note: "no-package" });
  });
});
