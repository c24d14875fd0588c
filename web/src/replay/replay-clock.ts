import { Emitter } from "@/call/emitter";

export const SLOWEST = 0.5;
export const FASTEST = 3;

export interface ClockState {
  /** Somebody wants it to run; it may be held all the same. */
  isPlaying: boolean;
  /** Something that has to be there is not there yet: time stands still for everything. */
  isHeld: boolean;
  speed: number;
  /** What is played lies between these two moments of the recording. */
  fromMs: number;
  durationMs: number;
}

interface ClockEvents {
  /** Everything but the passing of time. */
  change: ClockState;
  /** Time has jumped, to this moment. */
  seek: number;
}

/** The one clock of a replay, in milliseconds of the recording. Sound, picture, documents and chat all ask it. */
export class ReplayClock extends Emitter<ClockEvents> {
  readonly #now: () => number;
  readonly #holders = new Set<unknown>();
  #state: ClockState;
  /** The position at the instant `#since` of the machine's clock. */
  #base = 0;
  #since: number;
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor(durationMs: number, now: () => number = () => performance.now()) {
    super();
    this.#now = now;
    this.#since = now();
    this.#state = { isPlaying: false, isHeld: false, speed: 1, fromMs: 0, durationMs };
  }

  get state(): ClockState {
    return this.#state;
  }

  get isRunning(): boolean {
    return this.#state.isPlaying && !this.#state.isHeld;
  }

  get position(): number {
    const passed = this.isRunning ? (this.#now() - this.#since) * this.#state.speed : 0;
    return this.#within(this.#base + passed);
  }

  get isAtEnd(): boolean {
    return this.position >= this.#state.durationMs;
  }

  /** At the end it begins anew. */
  play(): void {
    if (this.#state.isPlaying) return;
    if (this.isAtEnd) this.seek(this.#state.fromMs);
    this.#set({ isPlaying: true });
  }

  pause(): void {
    this.#set({ isPlaying: false });
  }

  seek(ms: number): void {
    this.#base = this.#within(ms);
    this.#since = this.#now();
    this.#watchEnd();
    this.emit("seek", this.#base);
  }

  /** Sound and picture are where they are: the clock goes with them, without anybody having to jump. */
  nudge(ms: number): void {
    this.#base = this.position + ms;
    this.#since = this.#now();
    this.#watchEnd();
  }

  setSpeed(speed: number): void {
    this.#set({ speed: Math.min(FASTEST, Math.max(SLOWEST, speed)) });
  }

  /** While a lesson is being recorded its replay grows; afterwards it may be trimmed. */
  setRange(fromMs: number, durationMs: number): void {
    const { position } = this;
    this.#set({ fromMs, durationMs });
    if (this.position !== position) this.seek(position);
  }

  /** Stops time until the same `who` lets go of it. */
  hold(who: unknown): void {
    this.#holders.add(who);
    this.#set({ isHeld: true });
  }

  release(who: unknown): void {
    this.#holders.delete(who);
    this.#set({ isHeld: this.#holders.size > 0 });
  }

  stop(): void {
    clearTimeout(this.#end);
  }

  #within(ms: number): number {
    return Math.min(this.#state.durationMs, Math.max(this.#state.fromMs, ms));
  }

  #set(change: Partial<ClockState>): void {
    const next = { ...this.#state, ...change };
    if ((Object.keys(next) as (keyof ClockState)[]).every((key) => next[key] === this.#state[key])) return;
    this.#base = this.position;
    this.#since = this.#now();
    this.#state = next;
    this.#watchEnd();
    this.emit("change", next);
  }

  #watchEnd(): void {
    clearTimeout(this.#end);
    if (!this.isRunning) return;
    const left = (this.#state.durationMs - this.position) / this.#state.speed;
    this.#end = setTimeout(() => (this.isAtEnd ? this.pause() : this.#watchEnd()), Math.min(left, LONGEST_TIMER_MS) + 1);
  }
}

/** A longer one would run out at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 2;

const LOOKED_AT_EVERY_MS = 100;

/** Calls now, at every jump and change, and ten times a second: often enough for the eye. Returns what stops it. */
export function watchClock(clock: ReplayClock, look: () => void): () => void {
  const timer = setInterval(look, LOOKED_AT_EVERY_MS);
  const cleanUps = [clock.on("seek", look), clock.on("change", look)];
  look();
  return () => {
    clearInterval(timer);
    for (const cleanUp of cleanUps) cleanUp();
  };
}
