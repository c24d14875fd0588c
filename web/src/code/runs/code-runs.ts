import type * as Y from "yjs";

import { Emitter } from "@/call/emitter";
import type { SessionAccess } from "@/documents/shared-document";
import type { Exercise, Output } from "@/run/outputs";
import { Runners } from "@/run/runners";

import type { CodeFile, CodeFiles } from "../files/code-files";
import { engineOf } from "./ask-engine";
import { keepResult, readResult } from "./results";
import { type RunInk, RunStream } from "./run-stream";
import { isOutput, type ShownRun, withOutput } from "./shown-run";

/** Tells the others; null: nobody is told, as this person may not write. */
export type Tell = ((ink: RunInk) => void) | null;

/** Runs here and elsewhere: for each file the one that its panel shows. */
export class CodeRuns extends Emitter<{ change: string }> {
  readonly #files: CodeFiles;
  /** How the others know this person. */
  readonly #name: string;
  #tell: Tell = null;
  readonly #runners: Runners;
  readonly #shown = new Map<string, ShownRun>();
  readonly #stops = new Map<string, AbortController>();
  readonly #answers = new Map<string, (line: string) => void>();
  readonly #given = new Map<string, string>();

  constructor(files: CodeFiles, name: string, access: SessionAccess) {
    super();
    this.#runners = new Runners(engineOf(access));
    this.#files = files;
    this.#name = name;
  }

  tellThrough(tell: Tell): void {
    this.#tell = tell;
  }

  /** Null: nobody ever ran it. */
  of(file: string): ShownRun | null {
    const shown = this.#shown.get(file) ?? readResult(this.#files.doc, file);
    if (shown) this.#shown.set(file, shown);
    return shown;
  }

  /** Begins to load what a run of this file needs. */
  prepare(name: string): void {
    void this.#runners.of(name)?.then((runner) => runner.prepare());
  }

  async run(file: CodeFile, exercises: Exercise[] = []): Promise<void> {
    const runner = await this.#runners.of(file.name);
    if (!runner || this.#stops.has(file.id)) return;
    const controller = new AbortController();
    this.#stops.set(file.id, controller);
    const run: ShownRun = {
      id: crypto.randomUUID(),
      file: file.id,
      by: null,
      state: "running",
      isLoading: false,
      ok: true,
      at: new Date(),
      output: [],
      question: null,
      isPast: false,
    };
    this.#show(run);
    const stream = this.#tell && new RunStream(run.id, file.id, this.#tell);
    const onOutput = (output: Output[]) => {
      stream?.write(output);
      this.#change(run.id, file.id, (shown) => ({ output: withOutput(shown.output, output) }));
    };
    const { ok } = await runner.run(filesFor(file, this.#files.list()), file.name, {
      onOutput,
      onLoading: (isLoading) => this.#change(run.id, file.id, () => ({ isLoading })),
      input: (question) => this.#ask(run.id, file.id, question),
      given: this.given(file.id),
      signal: controller.signal,
      exercises,
    });
    this.#stops.delete(file.id);
    if (ok && this.#shown.get(file.id)?.output.length === 0) onOutput([{ kind: "note", note: "silent" }]);
    this.#change(run.id, file.id, () => ({ state: "done", ok, question: null }));
    stream?.end(ok);
    if (stream) keepResult(this.#files.doc, this.#shown.get(file.id) ?? run, this.#name);
  }

  /** What a program reads that cannot ask while it runs. It stays on this page. */
  given(file: string): string {
    return this.#given.get(file) ?? "";
  }

  give(file: string, text: string): void {
    this.#given.set(file, text);
  }

  stop(file: string): void {
    this.#stops.get(file)?.abort();
  }

  answer(file: string, line: string): void {
    const shown = this.#shown.get(file);
    if (shown) this.#change(shown.id, file, () => ({ question: null }));
    this.#answers.get(file)?.(line);
    this.#answers.delete(file);
  }

  /** What somebody else's page tells of a run there. */
  hear(by: string, payload: unknown): void {
    const ink = readInk(payload);
    // While something runs here, its Stop button stays.
    if (!ink || this.#stops.has(ink.file)) return;
    if (ink.step === "begin") this.#show(foreignRun(ink, by));
    else if (ink.step === "output") {
      // The result may be here already, and holds all of it.
      this.#change(ink.run, ink.file, (shown) => (shown.isPast ? {} : { output: withOutput(shown.output, ink.output) }));
    } else this.#change(ink.run, ink.file, () => ({ state: "done", ok: ink.ok }));
  }

  /** The document has another result for this file. */
  heardResult(file: string): void {
    if (this.#stops.has(file)) return;
    const result = readResult(this.#files.doc, file);
    const shown = this.#shown.get(file);
    if (!result || (shown?.by === null && shown.id === result.id)) return;
    // Whoever watched it keeps the drawing that is being drawn; all else is whole in the result only.
    const isWatched = shown?.id === result.id && shown.output.some(({ kind }) => kind === "draw");
    this.#show(isWatched ? { ...shown, state: "done", ok: result.ok } : result);
  }

  close(): void {
    for (const controller of this.#stops.values()) controller.abort();
    this.#runners.close();
  }

  #ask(run: string, file: string, question: string): Promise<string> {
    this.#change(run, file, () => ({ question }));
    return new Promise((resolve) => this.#answers.set(file, resolve));
  }

  #show(run: ShownRun): void {
    this.#shown.set(run.file, run);
    this.emit("change", run.file);
  }

  #change(run: string, file: string, change: (shown: ShownRun) => Partial<ShownRun>): void {
    const shown = this.#shown.get(file);
    if (shown?.id === run) this.#show({ ...shown, ...change(shown) });
  }
}

function foreignRun({ run, file }: RunInk, by: string): ShownRun {
  return { id: run, file, by, state: "running", isLoading: false, ok: true, at: new Date(), output: [], question: null, isPast: false };
}

/** The program's file stands last: of two with one name it is the one that counts. */
function filesFor(file: CodeFile, all: CodeFile[]): { name: string; text: string }[] {
  return [...all.filter(({ id, name }) => id !== file.id && name !== file.name), file].map(({ name, text }) => ({ name, text: plain(text) }));
}

function plain(text: Y.Text): string {
  return text.toJSON();
}

function readInk(payload: unknown): RunInk | null {
  if (typeof payload !== "object" || payload === null) return null;
  const ink = payload as Record<string, unknown>;
  if (ink.k !== "run" || typeof ink.run !== "string" || typeof ink.file !== "string") return null;
  const about = { k: "run", run: ink.run, file: ink.file } as const;
  if (ink.step === "begin") return { ...about, step: "begin" };
  if (ink.step === "end") return { ...about, step: "end", ok: ink.ok === true };
  if (ink.step === "output" && Array.isArray(ink.output)) return { ...about, step: "output", output: ink.output.filter(isOutput) };
  return null;
}
