import type { Output, ProgramFile, Result, RunOptions, Runner } from "../outputs";
import { LIMITS, SandboxRunner } from "../sandbox-runner";
import { compiler } from "./compiler";

/** The first program waits for the compiler itself to be made ready, on an old machine for long. */
const COMPILING = { ...LIMITS, milliseconds: 60_000 };

/**
 * Compiles in one sandbox and runs what was made in another: to stop a program costs nothing of the compiler, which takes seconds to
 * get ready.
 */
export class CompiledRunner implements Runner {
  readonly #compiling: Runner;
  readonly #running: Runner;

  constructor(compiling: Runner = new SandboxRunner("clang", COMPILING), running: Runner = new SandboxRunner("wasi")) {
    this.#compiling = compiling;
    this.#running = running;
  }

  async run(files: ProgramFile[], entry: string, options: RunOptions): Promise<Result> {
    const { onOutput, signal } = options;
    this.#running.prepare();
    const compiled = await this.#compiling.run(files, entry, { ...options, onOutput: (output) => onOutput(output.map(asOfCompiling)) });
    if (!compiled.ok || !compiled.program || signal.aborted) return { ok: false, ...(compiled.note && { note: compiled.note }) };
    return this.#running.run([], entry, { ...options, program: compiled.program });
  }

  prepare(): void {
    // Its sandbox needs its files.
    if (compiler.state().step !== "here") return;
    this.#compiling.prepare();
    this.#running.prepare();
  }

  close(): void {
    this.#compiling.close();
    this.#running.close();
  }
}

function asOfCompiling(output: Output): Output {
  return output.kind === "note" && output.note === "time" ? { kind: "note", note: "compile-time" } : output;
}
