import { Emitter } from "@/call/emitter";

import type { Format } from "./formats";

/** A piece of a track, as MediaRecorder gave it. */
export interface CapturedChunk {
  /** From 0, without gaps. */
  number: number;
  /** Milliseconds since the track's start, by the room's clock, at which the page got it. */
  endsMs: number;
  data: Blob;
}

interface TrackRecorderEvents {
  /** It runs: its start by the room's clock, in milliseconds since 1970. Always the first event. */
  start: number;
  chunk: CapturedChunk;
  /** Always the last event: nothing more comes. It may have ended by itself, when its source did. */
  end: null;
}

/** Present in browsers ahead of the types; others ignore it, and make a key frame when their encoder does. */
interface RecorderOptions extends MediaRecorderOptions {
  videoKeyFrameIntervalDuration: number;
}

const CHUNK_MS = 2_000;
/** A damaged chunk costs the picture up to the next key frame, never more. */
const KEY_FRAME_EVERY_MS = 4_000;

/** One uninterrupted recording of one source: of a stream whose tracks stay the same. */
export class TrackRecorder extends Emitter<TrackRecorderEvents> {
  readonly #recorder: MediaRecorder;
  readonly #now: () => number;
  #startedAt: number | null = null;
  #count = 0;

  /** `now`: the room's clock. */
  constructor(stream: MediaStream, format: Format, now: () => number) {
    super();
    this.#now = now;
    const options: RecorderOptions = { mimeType: format.mimeType, ...format.bits, videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS };
    this.#recorder = new MediaRecorder(stream, options);
    this.#recorder.addEventListener("start", () => this.#begin());
    this.#recorder.addEventListener("dataavailable", ({ data }) => this.#take(data));
    this.#recorder.addEventListener("stop", () => this.emit("end", null));
  }

  /** Throws where the browser cannot record this stream after all. */
  start(): void {
    this.#recorder.start(CHUNK_MS);
  }

  /** What was captured up to now still comes, then `end`. */
  stop(): void {
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
  }

  /** What was captured up to now comes at once, as a chunk of its own: the page may not live much longer. */
  flush(): void {
    if (this.#recorder.state === "recording") this.#recorder.requestData();
  }

  #begin(): void {
    this.#startedAt = this.#now();
    this.emit("start", this.#startedAt);
  }

  #take(data: Blob): void {
    if (data.size === 0) return;
    if (this.#startedAt === null) this.#begin();
    const endsMs = Math.max(0, Math.round(this.#now() - (this.#startedAt ?? 0)));
    this.emit("chunk", { number: this.#count, endsMs, data });
    this.#count += 1;
  }
}
