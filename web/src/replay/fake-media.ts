import type { Replay, ReplayTrack } from "./manifest";

/** An element whose file plays as it is told, for tests: time passes only by `pass`. */
export class FakeMedia extends EventTarget {
  src = "";
  preload = "";
  preservesPitch = false;
  volume = 1;
  muted = false;
  playbackRate = 1;
  paused = true;
  ended = false;
  seeking = false;
  readyState = 0;
  duration = Number.NaN;
  error: { code: number } | null = null;
  seeks: number[] = [];
  isPlayable = true;
  mayPlay = true;
  #time = 0;

  get currentTime(): number {
    return this.#time;
  }

  set currentTime(seconds: number) {
    this.#time = seconds;
    this.seeking = true;
    this.readyState = 1;
    this.seeks.push(seconds);
  }

  canPlayType(): string {
    return this.isPlayable ? "probably" : "";
  }

  async play(): Promise<void> {
    if (!this.mayPlay) throw new DOMException("a click is wanted", "NotAllowedError");
    this.paused = false;
  }

  pause(): void {
    this.paused = true;
  }

  load(): void {}
  remove(): void {}
  removeAttribute(): void {
    this.src = "";
  }

  /** What it asked for has arrived. */
  arrive(durationSeconds = 600): void {
    this.duration = durationSeconds;
    this.readyState = 4;
    this.seeking = false;
  }

  fail(code = 2): void {
    this.error = { code };
    this.dispatchEvent(new Event("error"));
  }

  /** Off the given rate by `drift` (0.01: one percent too fast). */
  pass(ms: number, drift = 0): void {
    if (!this.paused && !this.seeking) this.#time += (ms / 1_000) * this.playbackRate * (1 + drift);
  }
}

export function aTrack(fields: Partial<ReplayTrack> = {}): ReplayTrack {
  return {
    id: "track",
    participant_id: "marie",
    kind: "microphone",
    mime_type: "audio/webm;codecs=opus",
    starts_ms: 0,
    duration_ms: 60_000,
    rate: 1,
    src: "/track?link=1",
    width: null,
    height: null,
    copied_by: null,
    speech: null,
    missing: [],
    ...fields,
  };
}

export function aReplay(fields: Partial<Replay> = {}): Replay {
  return {
    id: "recording",
    session: { id: "session", title: "Fractions", teacher_name: "Marie Curie", timezone: "Europe/Paris" },
    started_at: "2025-11-26T13:00:00Z",
    duration_ms: 60_000,
    from_ms: 0,
    to_ms: 60_000,
    state: "ready",
    people: [
      { id: "marie", name: "Marie Curie", role: "teacher" },
      { id: "ada", name: "Ada Lovelace", role: "student" },
    ],
    tracks: [],
    gaps: [],
    events: [],
    chat: [],
    chapters: [],
    documents: [],
    captions: [],
    keep_until: null,
    may_manage: false,
    server_time: "2025-11-26T14:00:00Z",
    ...fields,
  };
}
