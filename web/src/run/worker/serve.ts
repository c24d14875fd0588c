import type { Output } from "../outputs";
import type { Assets, FromWorker, Job, ToWorker } from "./messages";
import { OutputGate } from "./output-gate";
import { boundMemory, seal } from "./seal";

export interface Engine {
  /** Whether the program ended well. What went wrong is written, in the language's own words. */
  run(job: Job, io: ProgramIo): Promise<boolean>;
}

export interface ProgramIo {
  write(output: Output): void;
  ask(question: string): Promise<string>;
  /** Of a compiler: what it made. */
  give(program: ArrayBuffer): void;
}

const MEMORY_MEGABYTES = 512;

/** Begins a runtime's worker: load, seal, then one run after the other. */
export function serve(load: (assets: Assets) => Promise<Engine>): void {
  boundMemory(MEMORY_MEGABYTES);
  const onStart = async ({ data, ports }: MessageEvent<{ assets: Assets }>) => {
    const port = ports[0];
    if (!port) return;
    const tell = (message: FromWorker) => port.postMessage(message);
    try {
      const engine = await load(data.assets);
      seal();
      listen(port, engine, tell);
      tell({ type: "ready" });
    } catch (error) {
      tell({ type: "unavailable", reason: String(error) });
    }
  };
  addEventListener("message", (event) => void onStart(event as MessageEvent<{ assets: Assets }>), { once: true });
}

function listen(port: MessagePort, engine: Engine, tell: (message: FromWorker) => void): void {
  let answer: ((line: string) => void) | null = null;
  const run = async (job: Job) => {
    const gate = new OutputGate((output) => tell({ type: "output", output }));
    const ask = (question: string) => {
      gate.flush();
      tell({ type: "ask", question });
      return new Promise<string>((resolve) => (answer = resolve));
    };
    const give = (program: ArrayBuffer) => tell({ type: "made", program });
    const ok = await engine.run(job, { write: (output) => gate.write(output), ask, give }).catch((error: unknown) => {
      // What went wrong in the engine itself must not look like a program that never ends.
      gate.write({ kind: "text", stream: "err", text: `${String(error)}\n` });
      return false;
    });
    gate.flush();
    tell({ type: "done", ok });
  };
  port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === "run") void run(data.job);
    else answer?.(data.line);
  };
}
