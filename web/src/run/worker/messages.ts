import type { Exercise, Output, ProgramFile } from "../outputs";

/** The runtime's own files, by a name that the runtime's worker and its page agree on. */
export type Assets = Record<string, ArrayBuffer>;

export interface Job {
  files: ProgramFile[];
  entry: string;
  exercises: Exercise[];
  /** What a compiler made of the files, where one has to. */
  program?: ArrayBuffer | undefined;
}

/** From the page to the worker, over a port that only these two hold. */
export type ToWorker = { type: "run"; job: Job } | { type: "answer"; line: string };

/** From the worker to the page. Whoever runs code there may forge these: they are data, and are counted. */
export type FromWorker =
  | { type: "ready" }
  | { type: "unavailable"; reason: string }
  | { type: "output"; output: Output[] }
  | { type: "ask"; question: string }
  /** Of a compiler: what it made. */
  | { type: "made"; program: ArrayBuffer }
  | { type: "done"; ok: boolean };
