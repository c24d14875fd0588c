import type { Job } from "../worker/messages";
import type { Engine, ProgramIo } from "../worker/serve";
import { promising } from "./stack-switching";
import { Exit, System } from "./system";

/** Runs a program for WASI (preview 1), such as C and C++ become. It reads, writes and knows the time: there is nothing else. */
export class WasiEngine implements Engine {
  async run({ program }: Job, io: ProgramIo): Promise<boolean> {
    if (!program) throw new Error("There is no program.");
    const module = await WebAssembly.compile(program);
    const system = new System(io);
    const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: system.importsOf(module) });
    const { memory, _start: start, flush } = instance.exports as unknown as Exports;
    system.begin(memory, flush);
    try {
      await promising(start)();
      return true;
    } catch (error) {
      if (error instanceof Exit) return error.code === 0;
      system.flush();
      io.write({ kind: "text", stream: "err", text: `${describe(error)}\n` });
      return false;
    }
  }
}

interface Exports {
  memory: WebAssembly.Memory;
  _start: () => void;
  flush: () => void;
}

/** A fault of the program, in the words of C's own world. */
function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/out of bounds|stack|recursion/i.test(text)) return `Segmentation fault (${text})`;
  if (/divi/i.test(text)) return `Floating point exception (${text})`;
  if (/unreachable/i.test(text)) return `Aborted (${text})`;
  return text;
}
