import { type commands, Exit } from "@yowasp/clang";

import type { Job } from "../worker/messages";
import type { Engine, ProgramIo } from "../worker/serve";
import { isCpp, sourcesOf } from "./sources";

const MEGABYTE = 1024 * 1024;

const OPTIONS = [
  "-O1",
  "-Wall",
  "-fno-color-diagnostics",
  "-fdiagnostics-show-option",
  // The largest that the program's memory may ever become: written into the program, so the browser holds it to it.
  `-Wl,--max-memory=${256 * MEGABYTE}`,
  // Recursion that never ends runs into the end of memory, and not into the program's own values.
  `-Wl,-z,stack-size=${4 * MEGABYTE},--stack-first`,
];

/** There are no exceptions in this C++: this way the compiler says so, at the line. */
const CPP_OPTIONS = ["-std=c++20", "-fno-exceptions"];

/** A question is written without the end of a line: this shows it before the program waits for the answer. */
const FLUSH = `#include <stdio.h>
#ifdef __cplusplus
extern "C"
#endif
__attribute__((export_name("flush"))) void _chalkroom_flush(void) { fflush(stdout); }
`;

const PROGRAM = "a.out";

/** Compiles C and C++ to WebAssembly: the program that comes out is run elsewhere (../wasi). */
export class ClangEngine implements Engine {
  readonly #commands: typeof commands;

  constructor(clang: typeof commands) {
    this.#commands = clang;
  }

  async run({ files, entry }: Job, io: ProgramIo): Promise<boolean> {
    const [command, flush, options] = isCpp(entry)
      ? (["clang++", "_chalkroom_flush.cpp", [...OPTIONS, ...CPP_OPTIONS]] as const)
      : (["clang", "_chalkroom_flush.c", OPTIONS] as const);
    const tree = Object.fromEntries([...files, { name: flush, text: FLUSH }].map(({ name, text }) => [name, text]));
    const decoder = new TextDecoder();
    const show = (bytes: Uint8Array | null) => {
      const text = bytes ? decoder.decode(bytes, { stream: true }) : "";
      if (text) io.write({ kind: "text", stream: "err", text });
    };
    try {
      const words = [...options, ...sourcesOf(files, entry), flush, "-o", PROGRAM];
      const made = await this.#commands[command](words, tree, { stdout: show, stderr: show });
      const program = made?.[PROGRAM];
      if (!(program instanceof Uint8Array)) return false;
      io.give(program.slice().buffer);
      return true;
    } catch (error) {
      // What is wrong with the program has been written.
      if (error instanceof Exit) return false;
      throw error;
    }
  }
}
