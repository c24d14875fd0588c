import { endingOf } from "./ending";
import type { AskEngine } from "./engine/engine-runner";
import type { Runner } from "./outputs";

type Kind = "python" | "javascript" | "sql" | "page" | "compiled" | "engine";

/** What runs, by the end of a file's name. */
const KINDS: Record<string, Kind> = {
  py: "python",
  js: "javascript",
  ts: "javascript",
  sql: "sql",
  html: "page",
  css: "page",
  c: "compiled",
  cc: "compiled",
  cpp: "compiled",
  cxx: "compiled",
  // In no browser: where a school has an engine for them, and as far as it has these languages.
  cs: "engine",
  dart: "engine",
  ex: "engine",
  go: "engine",
  hs: "engine",
  java: "engine",
  jl: "engine",
  kt: "engine",
  lua: "engine",
  ml: "engine",
  pas: "engine",
  php: "engine",
  pl: "engine",
  r: "engine",
  rb: "engine",
  rs: "engine",
  scala: "engine",
  sh: "engine",
  swift: "engine",
};

/** Where files of this name run, if they can. Null: nowhere. */
export function placeOf(name: string): "browser" | "engine" | null {
  const kind = kindOf(name);
  if (!kind) return null;
  return kind === "engine" ? "engine" : "browser";
}

/** Whether an exercise can be attached to a file: calls of its functions. */
export function takesExercises(name: string): boolean {
  return ["python", "javascript"].includes(kindOf(name) ?? "");
}

/** One runner serves all files of a kind. Its code is fetched when the first of them is looked for. */
export class Runners {
  readonly #open = new Map<Kind, Promise<Runner>>();
  readonly #engine: AskEngine;

  constructor(engine: AskEngine) {
    this.#engine = engine;
  }

  /** Null: files of this kind do not run. */
  of(name: string): Promise<Runner> | null {
    const kind = kindOf(name);
    if (!kind) return null;
    const runner = this.#open.get(kind) ?? make(kind, this.#engine);
    this.#open.set(kind, runner);
    return runner;
  }

  close(): void {
    for (const runner of this.#open.values()) void runner.then((open) => open.close());
    this.#open.clear();
  }
}

async function make(kind: Kind, engine: AskEngine): Promise<Runner> {
  if (kind === "engine") return new (await import("./engine/engine-runner")).EngineRunner(engine);
  if (kind === "page") return new (await import("./page/page-runner")).PageRunner();
  if (kind === "compiled") return new (await import("./compiled/compiled-runner")).CompiledRunner();
  return new (await import("./sandbox-runner")).SandboxRunner(kind);
}

/** Whether a compiler has to be here first: compiled/compiler.ts. */
export function isCompiled(name: string): boolean {
  return kindOf(name) === "compiled";
}

function kindOf(name: string): Kind | undefined {
  return KINDS[endingOf(name)];
}
