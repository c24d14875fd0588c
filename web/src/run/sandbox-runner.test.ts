import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Output } from "./outputs";
import type { SandboxHandlers } from "./sandbox";
import { SandboxRunner } from "./sandbox-runner";
import type { FromWorker, ToWorker } from "./worker/messages";

/** A sandbox in which the test itself plays the program. */
class Played {
  static all: Played[] = [];
  readonly sent: ToWorker[] = [];
  isClosed = false;
  #handlers: SandboxHandlers | null = null;

  constructor(readonly ready = Promise.resolve(true)) {
    Played.all.push(this);
  }

  serve(handlers: SandboxHandlers): void {
    this.#handlers = handlers;
  }

  send(message: ToWorker): void {
    this.sent.push(message);
  }

  close(): void {
    this.isClosed = true;
  }

  says(message: FromWorker): void {
    this.#handlers?.received(message);
  }

  crashes(): void {
    this.#handlers?.crashed();
  }
}

const LIMITS = { milliseconds: 1_000, characters: 500 };
const text = (written: string): Output => ({ kind: "text", stream: "out", text: written });

let output: Output[];
let stop: AbortController;
let answer: (line: string) => void;

beforeEach(() => {
  vi.useFakeTimers();
  Played.all = [];
  output = [];
  stop = new AbortController();
});

afterEach(() => vi.useRealTimers());

async function begin(runner = new SandboxRunner("python", LIMITS, () => new Played())) {
  const result = runner.run([], "main.py", {
    onOutput: (pieces) => output.push(...pieces),
    input: () => new Promise((resolve) => (answer = resolve)),
    signal: stop.signal,
  });
  await vi.advanceTimersByTimeAsync(0);
  return { runner, result, inside: Played.all.at(-1) as Played };
}

describe("a run", () => {
  it("says that it waits for its language, once", async () => {
    let load: (isReady: boolean) => void = () => undefined;
    const runner = new SandboxRunner("python", LIMITS, () => new Played(new Promise((resolve) => (load = resolve))));
    const said: boolean[] = [];
    const again = () =>
      runner.run([], "main.py", { onOutput: () => undefined, onLoading: (is) => said.push(is), input: () => Promise.resolve(""), signal: stop.signal });
    const first = again();
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual([true]);
    load(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual([true, false]);
    Played.all[0]?.says({ type: "done", ok: true });
    await first;
    void again();
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual([true, false]);
  });

  it("ends when its program does, and keeps its worker for the next", async () => {
    const { runner, result, inside } = await begin();
    inside.says({ type: "output", output: [text("a")] });
    inside.says({ type: "done", ok: true });
    expect(await result).toEqual({ ok: true });
    expect(output).toEqual([text("a")]);
    await begin(runner);
    expect(Played.all).toEqual([inside]);
  });

  it("is stopped by taking its sandbox away, and the next one loads at once", async () => {
    const { result, inside } = await begin();
    stop.abort();
    expect(inside.isClosed).toBe(true);
    expect(await result).toEqual({ ok: false, note: "stopped" });
    expect(output).toEqual([{ kind: "note", note: "stopped" }]);
    expect(Played.all).toHaveLength(2);
  });

  it("has its time", async () => {
    const { result, inside } = await begin();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await result).toEqual({ ok: false, note: "time" });
    expect(inside.isClosed).toBe(true);
  });

  it("does not lose time while somebody thinks about an answer", async () => {
    const { result, inside } = await begin();
    await vi.advanceTimersByTimeAsync(900);
    inside.says({ type: "ask", question: "Who?" });
    await vi.advanceTimersByTimeAsync(60_000);
    answer("Ada");
    await vi.advanceTimersByTimeAsync(50);
    expect(inside.sent.at(-1)).toEqual({ type: "answer", line: "Ada" });
    expect(inside.isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(await result).toEqual({ ok: false, note: "time" });
  });

  it("shows so much and no more", async () => {
    const { result, inside } = await begin();
    inside.says({ type: "output", output: [text("a".repeat(300))] });
    inside.says({ type: "output", output: [text("b".repeat(300))] });
    expect(await result).toEqual({ ok: false, note: "flood" });
    expect(output).toEqual([text("a".repeat(300)), { kind: "note", note: "flood" }]);
    inside.says({ type: "output", output: [text("c")] });
    expect(output).toHaveLength(2);
  });

  it("says when its worker died of it", async () => {
    const { result, inside } = await begin();
    inside.crashes();
    expect(await result).toEqual({ ok: false, note: "crash" });
  });

  it("says when its runtime did not come, and can be tried again", async () => {
    const runner = new SandboxRunner("python", LIMITS, () => new Played(Promise.resolve(Played.all.length > 0)));
    expect(await (await begin(runner)).result).toEqual({ ok: false, note: "unavailable" });
    const { result, inside } = await begin(runner);
    inside.says({ type: "done", ok: true });
    expect(await result).toEqual({ ok: true });
  });

  it("can be stopped while its runtime still loads", async () => {
    const { result } = await begin(new SandboxRunner("python", LIMITS, () => new Played(new Promise(() => undefined))));
    stop.abort();
    expect(await result).toEqual({ ok: false, note: "stopped" });
  });
});
