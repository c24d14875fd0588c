import type { Output } from "../outputs";

/** So many pieces go out as they come: a short program shows each line when it is written. */
const PIECES_AT_ONCE = 300;
const BUNDLE_MS = 40;

/**
 * Bundles what a busy program writes. A program that never pauses gives a timer no chance, so the clock is asked at every piece.
 */
export class OutputGate {
  readonly #send: (output: Output[]) => void;
  readonly #now: () => number;
  #waiting: Output[] = [];
  #sent = 0;
  #sentAt = -Infinity;

  constructor(send: (output: Output[]) => void, now: () => number = () => performance.now()) {
    this.#send = send;
    this.#now = now;
  }

  write(output: Output): void {
    const last = this.#waiting.at(-1);
    if (output.kind === "text" && last?.kind === "text" && last.stream === output.stream) last.text += output.text;
    else if (output.kind === "draw" && last?.kind === "draw") last.strokes.push(...output.strokes);
    else this.#waiting.push(output.kind === "draw" ? { ...output, strokes: [...output.strokes] } : { ...output });
    if (this.#sent < PIECES_AT_ONCE || this.#now() - this.#sentAt > BUNDLE_MS) this.flush();
  }

  flush(): void {
    if (this.#waiting.length === 0) return;
    this.#sent += 1;
    this.#sentAt = this.#now();
    this.#send(this.#waiting.splice(0));
  }
}
