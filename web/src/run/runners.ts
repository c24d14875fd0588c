import type { Runner } from "./outputs";

type Kind = "python" | "javascript" | "sql" | "page";

/** What runs, by the end of a file's name. */
const KINDS: Record<string, Kind> = {
  py: "python",
  js: "javascript",
  ts: "javascript",
  sql: "sql",
  html: "page",
  css: "page",
};

export function runs(name: string): boolean {
  return kindOf(name) !== undefined;
}

/** Whether an exercise can be attached to a file: calls of its functions. */
export function takesExercises(name: string): boolean {
  return ["python", "javascript"].includes(kindOf(name) ?? "");
}

/** One runner serves all files of a kind. Its code is fetched when the first of them is looked for. */
export class Runners {
  readonly #open = new Map<Kind, Promise<Runner>>();

  /** Null: files of this kind do not run in a browser. */
  of(name: string): Promise<Runner> | null {
    const kind = kindOf(name);
    if (!kind) return null;
    const runner = this.#open.get(kind) ?? make(kind);
    this.#open.set(kind, runner);
    return runner;
  }

  close(): void {
    for (const runner of this.#open.values()) void runner.then((open) => open.close());
    this.#open.clear();
  }
}

async function make(kind: Kind): Promise<Runner> {
  if (kind === "page") return new (await import("./page/page-runner")).PageRunner();
  return new (await import("./sandbox-runner")).SandboxRunner(kind);
}

function kindOf(name: string): Kind | undefined {
  return KINDS[name.slice(name.lastIndexOf(".") + 1).toLowerCase()];
}
