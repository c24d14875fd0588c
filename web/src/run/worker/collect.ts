import type { Output } from "../outputs";
import type { ProgramIo } from "./serve";

/** For tests: what a program writes, and the answers that it gets. */
export function collect(...answers: string[]): ProgramIo & { output: Output[]; made: ArrayBuffer[]; text(): string; errors(): string } {
  const output: Output[] = [];
  const made: ArrayBuffer[] = [];
  const of = (stream: string) =>
    output.map((piece) => (piece.kind === "text" && piece.stream === stream ? piece.text : "")).join("");
  return {
    output,
    made,
    give: (program) => made.push(program),
    write: (piece) => output.push(piece),
    ask: async () => answers.shift() ?? "",
    text: () => of("out"),
    errors: () => of("err"),
  };
}
