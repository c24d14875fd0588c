import { COMPILER_FILES } from "virtual:compiler-files";

import type { Assets } from "../worker/messages";
import { keepFiles, keptFile } from "./kept-files";

/**
 * `away`: it was never wanted here. `asked`: somebody wants to run something, and has to say whether it may be loaded.
 * `failed`: it did not come.
 */
export type CompilerStep = "away" | "asked" | "loading" | "here" | "failed";

export interface CompilerState {
  step: CompilerStep;
  /** Of `COMPILER_BYTES`. */
  loaded: number;
}

export const COMPILER_BYTES = COMPILER_FILES.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * The compiler for C and C++, as this page has it. It is large, so it is loaded when somebody agreed to it, or when this browser
 * has it already.
 */
export class Compiler {
  #state: CompilerState = { step: "away", loaded: 0 };
  /** By their addresses. */
  #files = new Map<string, Blob>();
  readonly #listeners = new Set<() => void>();
  readonly #wanting = new Set<(isHere: boolean) => void>();

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): CompilerState => this.#state;

  /** Resolves when it is here, with true, or when somebody said no. */
  async want(): Promise<boolean> {
    if (this.#state.step === "here") return true;
    const answer = new Promise<boolean>((resolve) => this.#wanting.add(resolve));
    if (this.#state.step === "away" || this.#state.step === "failed") {
      if (await isKept()) void this.load();
      else this.#become({ step: "asked", loaded: 0 });
    }
    return answer;
  }

  refuse(): void {
    this.#become({ step: "away", loaded: 0 });
    this.#answer(false);
  }

  async load(): Promise<void> {
    if (this.#state.step === "loading" || this.#state.step === "here") return;
    this.#become({ step: "loading", loaded: 0 });
    try {
      this.#files = new Map(await Promise.all(COMPILER_FILES.map(async ({ url }) => [url, await this.#fetch(url)] as const)));
      this.#become({ step: "here", loaded: COMPILER_BYTES });
      this.#answer(true);
      void keepFiles(this.#files);
    } catch (error) {
      console.error("The compiler did not load:", error);
      this.#become({ step: "failed", loaded: 0 });
    }
  }

  /** Fresh buffers each time, as they are given away. */
  async assets(): Promise<Assets> {
    const buffers = COMPILER_FILES.map(async ({ name, url }) => [name, await this.#files.get(url)?.arrayBuffer()] as const);
    return Object.fromEntries((await Promise.all(buffers)).flatMap(([name, buffer]) => (buffer ? [[name, buffer]] : [])));
  }

  async #fetch(url: string): Promise<Blob> {
    const answer = (await keptFile(url)) ?? (await fetch(url));
    if (!answer.ok || !answer.body) throw new Error(`${url}: ${answer.status}`);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const reader = answer.body.getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (!value) continue;
      pieces.push(value);
      this.#become({ step: "loading", loaded: this.#state.loaded + value.length });
    }
    return new Blob(pieces);
  }

  #answer(isHere: boolean): void {
    for (const resolve of this.#wanting) resolve(isHere);
    this.#wanting.clear();
  }

  #become(state: CompilerState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** One for the page: all files and all sessions share it. */
export const compiler = new Compiler();

/** Whether this browser has it from another time. */
async function isKept(): Promise<boolean> {
  return (await Promise.all(COMPILER_FILES.map(({ url }) => keptFile(url)))).every((kept) => kept !== null);
}
