import type { MeshLine } from "@/call/mesh/mesh-line";
import type { Peer } from "@/call/mesh/peer";

/** Asking for a level waits for the browser's network thread. */
const LISTEN_EVERY_MS = 200;
const SAMPLE_EVERY_MS = 2_000;
/** A page that listens later than this has no time left: what it measures then says more about it than about the line. */
const OVERLOADED_AFTER_MS = 3 * LISTEN_EVERY_MS;
/** Beyond that many others the pictures are small already, and a browser that sends so many of them is short of time itself. */
const MOST_TO_JUDGE = 3;

/** The lines to everyone else, by participant id: kept in step with their number, listened to, and measured. */
export class Lines {
  readonly #lines = new Map<string, MeshLine>();
  readonly #onChange: () => void;
  readonly #onUnruly: (id: string, kind: "audio" | "video") => void;
  #lastListenedAt = performance.now();
  #isOverloaded = false;
  readonly #timers: ReturnType<typeof setInterval>[];

  /** `onChange`: how some of them do has changed. `onUnruly`: somebody sends what the server says is off. */
  constructor(onChange: () => void, onUnruly: (id: string, kind: "audio" | "video") => void) {
    this.#onChange = onChange;
    this.#onUnruly = onUnruly;
    this.#timers = [
      setInterval(() => this.#listen(), LISTEN_EVERY_MS),
      setInterval(() => void this.#sample(), SAMPLE_EVERY_MS),
    ];
  }

  get size(): number {
    return this.#lines.size;
  }

  get peers(): Peer[] {
    return [...this.#lines.values()].map(({ peer }) => peer);
  }

  get(id: string): MeshLine | undefined {
    return this.#lines.get(id);
  }

  add(id: string, line: MeshLine): void {
    this.#lines.get(id)?.close();
    this.#lines.set(id, line);
    this.#countPeople();
  }

  /** Nothing if there is another line to that person by now. */
  forget(id: string, line: MeshLine): void {
    if (this.#lines.get(id) !== line) return;
    this.#lines.delete(id);
    this.#countPeople();
  }

  closeAll(): void {
    for (const line of [...this.#lines.values()]) line.close();
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.closeAll();
  }

  #countPeople(): void {
    for (const peer of this.peers) peer.media.setPeople(this.#lines.size + 1);
  }

  #listen(): void {
    const now = performance.now();
    if (now - this.#lastListenedAt > OVERLOADED_AFTER_MS) this.#isOverloaded = true;
    this.#lastListenedAt = now;
    const changes = [...this.#lines.values()].filter((line) => line.listen(now));
    if (changes.length > 0) this.#onChange();
    for (const [id, line] of this.#lines) {
      for (const kind of line.unruly()) this.#onUnruly(id, kind);
    }
  }

  async #sample(): Promise<void> {
    const mayJudge = !this.#isOverloaded && this.#lines.size <= MOST_TO_JUDGE;
    this.#isOverloaded = false;
    if (this.#lines.size === 0) return;
    await Promise.all([...this.#lines.values()].map((line) => line.sample(mayJudge)));
    this.#onChange();
  }
}
