import type { Note, Output, ProgramFile, Result, RunOptions, Runner } from "./outputs";
import { Sandbox } from "./sandbox";
import type { Runtime } from "./runtimes";
import type { FromWorker, Job } from "./worker/messages";

export interface Limits {
  /** How long a program may compute, not counting while somebody answers it. */
  milliseconds: number;
  /** How many characters of JSON it may show in all. */
  characters: number;
}

export const LIMITS: Limits = { milliseconds: 20_000, characters: 400_000 };

type Inside = Pick<Sandbox, "ready" | "serve" | "send" | "close">;

/** Runs programs of one language, each in a worker that nobody else's program was stopped in. */
export class SandboxRunner implements Runner {
  readonly #runtime: Runtime;
  readonly #limits: Limits;
  readonly #open: (runtime: Runtime) => Inside;
  #sandbox: Inside | null = null;
  /** The one that has said that it is ready. */
  #loaded: Inside | null = null;

  constructor(runtime: Runtime, limits: Limits = LIMITS, open: (runtime: Runtime) => Inside = (wanted) => new Sandbox(wanted)) {
    this.#runtime = runtime;
    this.#limits = limits;
    this.#open = open;
  }

  prepare(): void {
    if (this.#sandbox) return;
    const sandbox = this.#open(this.#runtime);
    this.#sandbox = sandbox;
    void sandbox.ready.then((isReady) => {
      if (isReady) this.#loaded = sandbox;
    });
  }

  async run(files: ProgramFile[], entry: string, options: RunOptions): Promise<Result> {
    this.prepare();
    const sandbox = this.#sandbox;
    if (!sandbox) throw new Error("no sandbox");
    const isLoading = sandbox !== this.#loaded;
    if (isLoading) options.onLoading?.(true);
    const isReady = await Promise.race([sandbox.ready, aborted(options.signal)]);
    if (isLoading) options.onLoading?.(false);
    if (isReady !== true) {
      this.#replace(sandbox, false);
      return finish(options, { ok: false, note: options.signal.aborted ? "stopped" : "unavailable" });
    }
    const running = new Running(sandbox, this.#limits, options);
    const result = await running.start({ files, entry, exercises: options.exercises ?? [], program: options.program });
    // After a forced end the worker is in the middle of something: the next run gets a new one, which loads meanwhile.
    if (result.note) this.#replace(sandbox, true);
    return finish(options, result);
  }

  close(): void {
    this.#sandbox?.close();
    this.#sandbox = null;
  }

  #replace(sandbox: Inside, withNext: boolean): void {
    sandbox.close();
    if (this.#sandbox === sandbox) this.#sandbox = null;
    if (withNext) this.prepare();
  }
}

/** One run: its clock, its bounds, its questions. */
class Running {
  readonly #sandbox: Inside;
  readonly #limits: Limits;
  readonly #options: RunOptions;
  #characters = 0;
  #made: ArrayBuffer | undefined;
  #left: number;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: (result: Result) => void = () => undefined;

  constructor(sandbox: Inside, limits: Limits, options: RunOptions) {
    this.#sandbox = sandbox;
    this.#limits = limits;
    this.#options = options;
    this.#left = limits.milliseconds;
  }

  async start(job: Job): Promise<Result> {
    const { signal } = this.#options;
    const ended = new Promise<Result>((resolve) => (this.#end = resolve));
    const stop = () => this.#giveUp("stopped");
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    this.#sandbox.serve({ received: (message) => this.#receive(message), crashed: () => this.#giveUp("crash") });
    this.#startClock();
    this.#sandbox.send({ type: "run", job });
    const result = await ended;
    this.#stopClock();
    signal.removeEventListener("abort", stop);
    return result;
  }

  #receive(message: FromWorker): void {
    if (message.type === "output") this.#show(message.output);
    else if (message.type === "ask") void this.#ask(message.question);
    else if (message.type === "made") this.#made = message.program;
    else if (message.type === "done") this.#end({ ok: message.ok, ...(this.#made && { program: this.#made }) });
  }

  #show(output: Output[]): void {
    this.#characters += JSON.stringify(output).length;
    if (this.#characters > this.#limits.characters) return this.#giveUp("flood");
    this.#options.onOutput(output);
  }

  async #ask(question: string): Promise<void> {
    this.#stopClock();
    const line = await this.#options.input(question).catch(() => "");
    if (this.#options.signal.aborted) return;
    this.#startClock();
    this.#sandbox.send({ type: "answer", line });
  }

  #giveUp(note: Note): void {
    // Here and not after the promise: a program that floods us is cut off in the same breath.
    this.#sandbox.close();
    this.#end({ ok: false, note });
  }

  #startClock(): void {
    this.#since = performance.now();
    this.#timer = setTimeout(() => this.#giveUp("time"), this.#left);
  }

  #stopClock(): void {
    clearTimeout(this.#timer);
    this.#left -= performance.now() - this.#since;
  }
}

function finish({ onOutput }: RunOptions, result: Result): Result {
  if (result.note) onOutput([{ kind: "note", note: result.note }]);
  return result;
}

function aborted(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener("abort", () => resolve(false), { once: true });
  });
}
