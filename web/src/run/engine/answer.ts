import type { Output } from "../outputs";

/** What compiling, or running, came to. */
export interface Stage {
  stdout: string;
  stderr: string;
  /** Null: a signal ended it. */
  code: number | null;
  signal: string | null;
}

export interface Answer {
  /** Null: nothing is compiled in this language. */
  compile: Stage | null;
  /** Null: it could not be compiled. */
  run: Stage | null;
}

/** What the engine answered, as a run shows it. */
export function outputOf({ compile, run }: Answer): { ok: boolean; output: Output[] } {
  const isCompiled = !compile || endedWell(compile);
  const stages = [compile, isCompiled ? run : null].filter((stage) => stage !== null);
  return { ok: isCompiled && run !== null && endedWell(run), output: stages.flatMap(shown) };
}

function endedWell({ code, signal }: Stage): boolean {
  return code === 0 && signal === null;
}

function shown({ stdout, stderr, code, signal }: Stage): Output[] {
  const output: Output[] = [];
  if (stdout) output.push({ kind: "text", stream: "out", text: stdout });
  if (stderr) output.push({ kind: "text", stream: "err", text: stderr });
  if (signal === "SIGKILL") output.push({ kind: "note", note: "engine-limit" });
  // Whoever wrote nothing and failed says at least that.
  else if (code !== 0 && output.length === 0) output.push({ kind: "text", stream: "err", text: `exit code ${code ?? signal}\n` });
  return output;
}
