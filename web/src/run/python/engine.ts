import type { PyodideAPI } from "pyodide";

import type { Output, Stroke } from "../outputs";
import type { Job } from "../worker/messages";
import type { Engine, ProgramIo } from "../worker/serve";
import harness from "./harness.py?raw";
import importlibMetadata from "./importlib_metadata.py?raw";
import lxmlHtml from "./lxml_html.py?raw";
import turtle from "./turtle.py?raw";

/** What the harness calls, as the Python module `_chalkroom`. */
interface Bridge {
  write(stream: "out" | "err" | "in", text: string): void;
  test(call: string, expected: string, got: string, ok: boolean): void;
  draw(strokes: string): void;
  picture(svg: string): void;
  lacksPackage(): void;
  unpackCharts(): void;
  ask(question: string): Promise<string>;
  cannotAsk(): void;
}

/** Python programs, one after the other, each with its own folder, modules and `__main__`. */
export class PythonEngine implements Engine {
  readonly #pyodide: PyodideAPI;
  readonly #execute: (entry: string, exercises: string) => Promise<boolean>;
  #io: ProgramIo | null = null;

  /** `charts`: pygal, as its wheel. */
  constructor(pyodide: PyodideAPI, charts: ArrayBuffer) {
    this.#pyodide = pyodide;
    pyodide.registerJsModule("_chalkroom", this.#bridge(charts));
    pyodide.setStdout({ write: (bytes) => this.#text("out", bytes), isatty: true });
    pyodide.setStderr({ write: (bytes) => this.#text("err", bytes), isatty: true });
    const { FS } = pyodide;
    FS.mkdirTree("/lib/chalkroom/lxml");
    FS.writeFile("/lib/chalkroom/chalkroom_harness.py", harness);
    FS.writeFile("/lib/chalkroom/turtle.py", turtle);
    FS.writeFile("/lib/chalkroom/importlib_metadata.py", importlibMetadata);
    FS.writeFile("/lib/chalkroom/lxml/html.py", lxmlHtml);
    pyodide.runPython("import sys; sys.path.insert(1, '/lib/chalkroom'); import chalkroom_harness");
    const module = pyodide.pyimport("chalkroom_harness") as { execute: PythonFunction };
    // With stack switching a program can wait for an answer in the middle of anything.
    const { execute } = module;
    this.#execute = canWait() ? (...args) => execute.callPromising(...args) : async (...args) => execute(...args);
  }

  async run({ files, entry, exercises }: Job, io: ProgramIo): Promise<boolean> {
    this.#io = io;
    const { FS } = this.#pyodide;
    this.#pyodide.runPython("chalkroom_harness.clear()");
    for (const { name, text } of files) FS.writeFile(`/home/pyodide/${name}`, text);
    try {
      return await this.#execute(entry, JSON.stringify(exercises));
    } finally {
      this.#io = null;
    }
  }

  #bridge(charts: ArrayBuffer): Bridge {
    const write = (output: Output) => this.#io?.write(output);
    return {
      write: (stream, text) => write({ kind: "text", stream, text }),
      test: (call, expected, got, ok) => write({ kind: "test", call, expected, got, ok }),
      draw: (strokes) => write({ kind: "draw", strokes: JSON.parse(strokes) as Stroke[] }),
      picture: (svg) => write({ kind: "picture", svg }),
      lacksPackage: () => write({ kind: "note", note: "no-package" }),
      unpackCharts: () => this.#pyodide.unpackArchive(charts, "wheel", { extractDir: "/lib/chalkroom" }),
      ask: (question) => this.#io?.ask(question) ?? Promise.resolve(""),
      cannotAsk: () => write({ kind: "note", note: "no-input" }),
    };
  }

  readonly #decoders = { out: new TextDecoder(), err: new TextDecoder() };

  #text(stream: "out" | "err", bytes: Uint8Array): number {
    const text = this.#decoders[stream].decode(bytes, { stream: true });
    if (text) this.#io?.write({ kind: "text", stream, text });
    return bytes.length;
  }
}

type PythonFunction = ((entry: string, exercises: string) => boolean) & {
  callPromising(entry: string, exercises: string): Promise<boolean>;
};

/** WebAssembly's stack switching (JSPI). */
function canWait(): boolean {
  return "Suspending" in WebAssembly;
}
