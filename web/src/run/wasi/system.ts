import type { ProgramIo } from "../worker/serve";
import { Memory } from "./memory";
import { canWait, suspending } from "./stack-switching";

/** Error numbers of WASI (preview 1), and what it calls a terminal. */
const SUCCESS = 0;
const BAD_FILE = 8;
const NOT_HERE = 52;
const NO_SEEKING = 70;
const TERMINAL = 2;

const [IN, OUT, ERR] = [0, 1, 2];
/** What `random_get` may fill at once. */
const RANDOM_AT_ONCE = 65_536;

/** The program ended itself. */
export class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit code ${code}`);
    this.code = code;
  }
}

/**
 * What a program for WASI finds around it: a terminal, clocks and random numbers. No files, no network, no other programs: for all
 * that it is told that this is not here.
 */
export class System {
  readonly #io: ProgramIo;
  readonly #decoders = { out: new TextDecoder(), err: new TextDecoder() };
  #memory = new Memory(new WebAssembly.Memory({ initial: 0 }));
  #flush: () => void = () => undefined;
  /** Typed, and not read yet. */
  #typed = new Uint8Array();

  constructor(io: ProgramIo) {
    this.#io = io;
  }

  begin(memory: WebAssembly.Memory, flush: () => void): void {
    this.#memory = new Memory(memory);
    this.#flush = flush;
  }

  /** Shows what the program has written and kept back. */
  flush(): void {
    try {
      this.#flush();
    } catch {
      // A program that came to its end by a fault may have nothing whole left.
    }
  }

  /** All that this program asks for: what we do not have answers so. */
  importsOf(module: WebAssembly.Module): Record<string, WebAssembly.ImportValue> {
    const known = this.#calls();
    const names = WebAssembly.Module.imports(module).map(({ name }) => name);
    return Object.fromEntries(names.map((name) => [name, known[name] ?? (() => NOT_HERE)]));
  }

  #calls(): Record<string, WebAssembly.ImportValue> {
    return {
      fd_write: (file: number, pieces: number, count: number, written: number) => this.#write(file, pieces, count, written),
      fd_read: suspending(
        (...values) => this.#read(...(values as Read)),
        (...values) => this.#readNothing(...(values as Read)),
      ),
      fd_close: () => SUCCESS,
      fd_seek: (file: number) => (file <= ERR ? NO_SEEKING : BAD_FILE),
      fd_fdstat_get: (file: number, status: number) => this.#describe(file, status),
      fd_prestat_get: () => BAD_FILE,
      args_sizes_get: (count: number, size: number) => this.#none(count, size),
      args_get: () => SUCCESS,
      environ_sizes_get: (count: number, size: number) => this.#none(count, size),
      environ_get: () => SUCCESS,
      clock_res_get: (_clock: number, at: number) => this.#memory.setTime(at, 1_000_000n),
      clock_time_get: (clock: number, _precision: bigint, at: number) => this.#memory.setTime(at, now(clock)),
      random_get: (at: number, size: number) => this.#random(at, size),
      sched_yield: () => SUCCESS,
      poll_oneoff: suspending(
        (...values) => this.#sleep(...(values as Sleep)),
        () => NOT_HERE,
      ),
      proc_exit: (code: number) => {
        throw new Exit(code);
      },
    };
  }

  #write(file: number, pieces: number, count: number, written: number): number {
    if (file !== OUT && file !== ERR) return BAD_FILE;
    const stream = file === OUT ? "out" : "err";
    let size = 0;
    for (const bytes of this.#memory.pieces(pieces, count)) {
      size += bytes.length;
      const text = this.#decoders[stream].decode(bytes, { stream: true });
      if (text) this.#io.write({ kind: "text", stream, text });
    }
    this.#memory.set32(written, size);
    return SUCCESS;
  }

  async #read(...[file, pieces, count, read]: Read): Promise<number> {
    if (file !== IN) return BAD_FILE;
    if (this.#typed.length === 0) {
      this.flush();
      const line = await this.#io.ask("");
      this.#io.write({ kind: "text", stream: "in", text: `${line}\n` });
      this.#typed = new TextEncoder().encode(`${line}\n`);
    }
    let size = 0;
    for (const space of this.#memory.pieces(pieces, count)) {
      const taken = this.#typed.subarray(0, space.length);
      space.set(taken);
      this.#typed = this.#typed.subarray(taken.length);
      size += taken.length;
    }
    this.#memory.set32(read, size);
    return SUCCESS;
  }

  /** The end of all that there is to read. */
  #readNothing(...[file, , , read]: Read): number {
    if (file !== IN) return BAD_FILE;
    if (!canWait()) this.#io.write({ kind: "note", note: "no-input" });
    this.#memory.set32(read, 0);
    return SUCCESS;
  }

  #describe(file: number, status: number): number {
    if (file > ERR) return BAD_FILE;
    // A terminal is written to line by line, and nobody seeks in it.
    this.#memory.fill(status, 24, 0);
    this.#memory.fill(status, 1, TERMINAL);
    return SUCCESS;
  }

  #none(count: number, size: number): number {
    this.#memory.set32(count, 0);
    this.#memory.set32(size, 0);
    return SUCCESS;
  }

  #random(at: number, size: number): number {
    const bytes = this.#memory.bytes(at, size);
    for (let begin = 0; begin < size; begin += RANDOM_AT_ONCE) crypto.getRandomValues(bytes.subarray(begin, begin + RANDOM_AT_ONCE));
    return SUCCESS;
  }

  /** `poll_oneoff` with clocks, as sleep() asks: the shortest counts. */
  async #sleep(...[asked, events, count, happened]: Sleep): Promise<number> {
    const SUBSCRIPTION = 48;
    const each = Array.from({ length: count }, (_, index) => asked + index * SUBSCRIPTION);
    const clocks = each.filter((at) => this.#memory.get8(at + 8) === 0);
    if (clocks.length < count || count === 0) return NOT_HERE;
    const waits = clocks.map((at) => {
      const [clock, until, isInstant] = [this.#memory.get32(at + 16), this.#memory.get64(at + 24), this.#memory.get8(at + 40) === 1];
      return Number(isInstant ? until - now(clock) : until) / 1e6;
    });
    const shortest = Math.max(0, Math.min(...waits));
    this.flush();
    await new Promise((resolve) => setTimeout(resolve, shortest));
    const first = each[waits.indexOf(Math.min(...waits))] ?? asked;
    this.#memory.fill(events, 32, 0);
    this.#memory.set64(events, this.#memory.get64(first));
    this.#memory.set32(happened, 1);
    return SUCCESS;
  }
}

type Read = [file: number, pieces: number, count: number, read: number];
type Sleep = [asked: number, events: number, count: number, happened: number];

/** In nanoseconds. Clock 0 is the wall's, all others count from somewhere. */
function now(clock: number): bigint {
  return BigInt(Math.round((clock === 0 ? Date.now() : performance.now()) * 1e6));
}
