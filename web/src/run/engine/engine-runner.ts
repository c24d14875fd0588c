import { endingOf } from "../ending";
import type { Note, ProgramFile, Result, RunOptions, Runner } from "../outputs";
import { placeOf } from "../runners";
import { type Answer, outputOf } from "./answer";

export interface EngineProgram {
  files: ProgramFile[];
  entry: string;
  /** All that it may read. */
  stdin: string;
}

/** Has a program run, or says why not. Rejects only when the signal aborts it. */
export type AskEngine = (program: EngineProgram, signal: AbortSignal) => Promise<Answer | { note: Note }>;

/** Runs programs on the school's code engine: our server passes them on, and what they showed comes back in one piece. */
export class EngineRunner implements Runner {
  readonly #ask: AskEngine;

  constructor(ask: AskEngine) {
    this.#ask = ask;
  }

  async run(files: ProgramFile[], entry: string, { onOutput, given = "", signal }: RunOptions): Promise<Result> {
    const program = { files: filesToSend(files, entry), entry, stdin: given };
    const answer = await this.#ask(program, signal).catch(() => ({ note: "stopped" as const }));
    if ("note" in answer) {
      onOutput([{ kind: "note", note: answer.note }]);
      return { ok: false, note: answer.note };
    }
    const { ok, output } = outputOf(answer);
    if (output.length > 0) onOutput(output);
    return { ok };
  }

  prepare(): void {
    // Nothing to load.
  }

  close(): void {
    // Nothing is held.
  }
}

/** Those of its language, and what no language runs, such as data: nothing leaves that the program cannot want. */
function filesToSend(files: ProgramFile[], entry: string): ProgramFile[] {
  return files.filter(({ name }) => endingOf(name) === endingOf(entry) || placeOf(name) === null);
}
