import { Emitter } from "@/call/emitter";

import { firstFrame } from "./first-frame";
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
  /** The instant of its first sample by the room's clock, in milliseconds since 1970. */
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
const KEY_FRAME_EVERY_MS = 2_000;

/** One uninterrupted recording of one source: of a stream whose tracks stay the same. */
export class TrackRecorder extends Emitter<TrackRecorderEvents> {
  readonly #recorder: MediaRecorder;
  readonly #now: () => number;
  #startedAt = 0;
  #isOver = false;
  #count = 0;

  /** `now`: the room's clock. */
  constructor(stream: MediaStream, format: Format, now: () => number) {
    super();
    this.#now = now;
    const options: RecorderOptions = { mimeType: format.mimeType, ...format.bits, videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS };
    this.#recorder = new MediaRecorder(stream, options);
    this.#recorder.addEventListener("dataavailable", ({ data }) => this.#take(data));
    this.#recorder.addEventListener("stop", () => this.emit("end", null));
  }

  /**
   * Fails where the browser cannot record this stream after all. Of a source that gives something the first sample lies within 10 ms of
   * this call of MediaRecorder's; its own `start` event comes up to 70 ms later (docs/decisions/0036).
   */
  async start(): Promise<void> {
    await firstFrame(this.#recorder.stream);
    if (this.#isOver) return this.emit("end", null);
    const calledAt = this.#now();
    try {
      this.#recorder.start(CHUNK_MS);
    } catch (error) {
      this.emit("end", null);
      throw error;
    }
    this.#startedAt = calledAt;
    this.emit("start", calledAt);
  }

  /** What was captured up to now still comes, then `end`. */
  stop(): void {
    this.#isOver = true;
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
  }

  /** What was captured up to now comes at once, as a chunk of its own: the page may not live much longer. */
  flush(): void {
    if (this.#recorder.state === "recording") this.#recorder.requestData();
  }

  #take(data: Blob): void {
    if (data.size === 0) return;
    const endsMs = Math.round(this.#now() - this.#startedAt);
    this.emit("chunk", { number: this.#count, endsMs, data });
    this.#count += 1;
  }
}
