import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from "quickjs-emscripten-core";

import type { ProgramFile } from "../outputs";
import type { Job } from "../worker/messages";
import type { Engine, ProgramIo } from "../worker/serve";
import prelude from "./prelude.js?raw";
import { stripTypes } from "./strip-types";
import { Timers } from "./timers";

const MEMORY_BYTES = 128 * 1024 * 1024;
const STACK_BYTES = 512 * 1024;

/** JavaScript in QuickJS: an engine of its own with its own memory, in which nothing of the browser exists. */
export class JavaScriptEngine implements Engine {
  readonly #quickjs: () => Promise<QuickJSWASMModule>;

  /** Makes a new engine for each run: what a program leaves behind (timers, promises) cannot be cleared away one by one. */
  constructor(quickjs: () => Promise<QuickJSWASMModule>) {
    this.#quickjs = quickjs;
  }

  async run(job: Job, io: ProgramIo): Promise<boolean> {
    try {
      const runtime = (await this.#quickjs()).newRuntime();
      runtime.setMemoryLimit(MEMORY_BYTES);
      runtime.setMaxStackSize(STACK_BYTES);
      return await new Program(runtime, job, io).run();
    } catch (error) {
      // The file cannot be read at all: types that are none, a lone bracket.
      io.write({ kind: "text", stream: "err", text: `${String(error)}\n` });
      return false;
    }
  }
}

class Program {
  readonly #runtime: QuickJSRuntime;
  readonly #vm: QuickJSContext;
  readonly #job: Job;
  readonly #io: ProgramIo;
  readonly #timers: Timers;
  #failed = false;
  #isBroken = false;
  /** Questions without an answer yet. */
  #asking = 0;
  #answered: Promise<unknown> = Promise.resolve();

  constructor(runtime: QuickJSRuntime, job: Job, io: ProgramIo) {
    this.#runtime = runtime;
    this.#job = job;
    this.#io = io;
    runtime.setModuleLoader((name) => this.#load(name), (base, wanted) => resolve(base, wanted));
    this.#vm = runtime.newContext();
    this.#timers = new Timers(this.#vm, (callback) => this.#call(callback));
  }

  async run(): Promise<boolean> {
    this.#host();
    this.#vm.unwrapResult(this.#vm.evalCode(prelude, "<prelude>")).dispose();
    const { entry, exercises } = this.#job;
    const code = this.#load(entry) + (exercises.length > 0 ? exerciseCode(exercises) : "");
    const result = this.#vm.evalCode(code, entry, { type: "module" });
    if (result.error) this.#report(result.error);
    else await this.#settle(result.value);
    return !this.#failed;
  }

  #load(name: string): string {
    const file = find(this.#job.files, name);
    if (!file) throw new Error(`There is no file ${name}`);
    return file.name.endsWith(".ts") ? stripTypes(file.text) : file.text;
  }

  /** Until the program, its promises and its timers have come to an end: until nothing can happen any more. */
  async #settle(value: QuickJSHandle): Promise<void> {
    void this.#vm.resolvePromise(value).then(({ error }) => error && this.#report(error));
    for (;;) {
      this.#runJobs();
      await nextTurn();
      // An error that nobody caught is the end of a program, as everywhere.
      if (this.#isBroken) return;
      if (this.#runtime.hasPendingJob()) continue;
      if (this.#asking > 0) await Promise.race([this.#timers.next(), this.#answered]);
      else if (this.#timers.isBusy) await this.#timers.next();
      else return;
    }
  }

  #runJobs(): void {
    const result = this.#runtime.executePendingJobs();
    if (result.error) this.#report(result.error);
  }

  #call(callback: QuickJSHandle): void {
    const result = this.#vm.callFunction(callback, this.#vm.undefined);
    if (result.error) this.#report(result.error);
    else result.value.dispose();
    this.#runJobs();
  }

  #report(error: QuickJSHandle): void {
    if (this.#isBroken) return;
    this.#failed = this.#isBroken = true;
    const described = this.#vm.callFunction(this.#vm.getProp(this.#vm.global, "__describe"), this.#vm.undefined, error);
    const text = described.error ? "The program ran out of memory." : this.#vm.getString(described.value);
    this.#io.write({ kind: "text", stream: "err", text: `${text}\n` });
  }

  #host(): void {
    const vm = this.#vm;
    const host = vm.newObject();
    const offer = (name: string, call: (...args: QuickJSHandle[]) => QuickJSHandle | void) =>
      vm.newFunction(name, call).consume((handle) => vm.setProp(host, name, handle));
    offer("write", (stream, text) => {
      if (!stream || !text) return;
      this.#io.write({ kind: "text", stream: vm.getString(stream) === "err" ? "err" : "out", text: vm.getString(text) });
    });
    offer("ask", (question) => this.#ask(question ? vm.getString(question) : ""));
    offer("test", (...parts) => {
      const [call = "", expected = "", got = ""] = parts.slice(0, 3).map((part) => vm.getString(part));
      const ok = parts[3] !== undefined && vm.dump(parts[3]) === true;
      this.#failed ||= !ok;
      this.#io.write({ kind: "test", call, expected, got: got.slice(0, 300), ok });
    });
    vm.setProp(vm.global, "__host", host);
    host.dispose();
  }

  #ask(question: string): QuickJSHandle {
    const deferred = this.#vm.newPromise();
    if (question) this.#io.write({ kind: "text", stream: "out", text: question });
    this.#asking += 1;
    this.#answered = this.#io.ask(question).then((line) => {
      this.#asking -= 1;
      this.#io.write({ kind: "text", stream: "in", text: `${line}\n` });
      this.#vm.newString(line).consume((handle) => deferred.resolve(handle));
    });
    return deferred.handle;
  }
}

/** Lets our own promises hear of those inside. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** A module's own names are seen from inside only: so its calls are tried there. */
function exerciseCode(exercises: object[]): string {
  return `\n;await globalThis.__try((__text) => eval(__text), ${JSON.stringify(JSON.stringify(exercises))});\n`;
}

function resolve(base: string, wanted: string): string {
  const folder = wanted.startsWith(".") ? base.split("/").slice(0, -1) : [];
  for (const part of wanted.split("/")) {
    if (part === "..") folder.pop();
    else if (part !== ".") folder.push(part);
  }
  return folder.join("/");
}

/** `import "./shapes"` finds shapes.js or shapes.ts, and `./shapes.js` a file that is written in TypeScript. */
function find(files: ProgramFile[], name: string): ProgramFile | undefined {
  const bare = name.replace(/\.[jt]s$/, "");
  return [name, `${bare}.ts`, `${bare}.js`].map((candidate) => files.find((file) => file.name === candidate)).find(Boolean);
}
