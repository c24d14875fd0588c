import type { Output } from "@/run/outputs";

/** An ink message holds 4 KB; what is around the output takes some of it, and a character up to three bytes. */
const LARGEST_PIECE = 3_000;
const EVERY_MS = 100;

export type RunInk =
  | { k: "run"; run: string; file: string; step: "begin" }
  | { k: "run"; run: string; file: string; step: "output"; output: Output[] }
  | { k: "run"; run: string; file: string; step: "end"; ok: boolean };

/**
 * Tells the others of a run while it runs, ten times a second. What is too large for that (a page, a long table) they get with the
 * result, from the document.
 */
export class RunStream {
  readonly #send: (ink: RunInk) => void;
  readonly #about: { k: "run"; run: string; file: string };
  readonly #timer: ReturnType<typeof setInterval>;
  #waiting: Output[] = [];

  constructor(run: string, file: string, send: (ink: RunInk) => void) {
    this.#send = send;
    this.#about = { k: "run", run, file };
    send({ ...this.#about, step: "begin" });
    this.#timer = setInterval(() => this.#sendNext(), EVERY_MS);
  }

  write(output: Output[]): void {
    this.#waiting.push(...output.flatMap(inPieces));
  }

  end(ok: boolean): void {
    clearInterval(this.#timer);
    // What is left, they read in the result.
    this.#sendNext();
    this.#send({ ...this.#about, step: "end", ok });
  }

  #sendNext(): void {
    const output: Output[] = [];
    let size = 0;
    while (this.#waiting[0] && size + bytes(this.#waiting[0]) <= LARGEST_PIECE) {
      const piece = this.#waiting.shift() as Output;
      size += bytes(piece);
      output.push(piece);
    }
    if (output.length > 0) this.#send({ ...this.#about, step: "output", output });
  }
}

function inPieces(output: Output): Output[] {
  if (output.kind === "text") return cut(output.text).map((text) => ({ ...output, text }));
  if (output.kind === "draw") return inGroups(output.strokes).map((strokes) => ({ ...output, strokes }));
  return bytes(output) <= LARGEST_PIECE ? [output] : [];
}

const TEXT_PIECE = 700;

function cut(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += TEXT_PIECE) pieces.push(text.slice(at, at + TEXT_PIECE));
  return pieces;
}

function inGroups<Item>(items: Item[]): Item[][] {
  const groups: Item[][] = [];
  let size = LARGEST_PIECE;
  for (const item of items) {
    const more = bytes(item);
    if (more > LARGEST_PIECE / 2) continue;
    if (size + more > LARGEST_PIECE / 2) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(item);
    size += more;
  }
  return groups;
}


const encoder = new TextEncoder();

function bytes(value: unknown): number {
  return encoder.encode(JSON.stringify(value)).length;
}
