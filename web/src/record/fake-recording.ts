import { Problem } from "@/api/problem";

import type { StoredChunk, StoredTrack } from "./chunk-store";
import type { TrackServer } from "./track-server";

/** For tests: a server that keeps tracks in memory, and refuses what it is told to. */
export class FakeTrackServer implements TrackServer {
  readonly opened: string[] = [];
  readonly tokens: string[] = [];
  readonly chunks: { trackId: string; number: number; endsMs: number; bytes: number[] }[] = [];
  readonly closed: { trackId: string; count: number }[] = [];
  /** What to answer instead, by deed: the first of these is used up by each request. */
  readonly refusals: Record<"open" | "put" | "close", Problem[]> = { open: [], put: [], close: [] };

  async open({ id, roomToken }: StoredTrack): Promise<void> {
    this.tokens.push(roomToken);
    this.#refuse("open");
    this.opened.push(id);
  }

  async put({ id }: StoredTrack, { number, endsMs, bytes }: StoredChunk): Promise<void> {
    this.#refuse("put");
    this.chunks.push({ trackId: id, number, endsMs, bytes: [...new Uint8Array(bytes)] });
  }

  async close({ id, count }: StoredTrack): Promise<void> {
    this.#refuse("close");
    this.closed.push({ trackId: id, count });
  }

  #refuse(deed: keyof typeof this.refusals): void {
    const refusal = this.refusals[deed].shift();
    if (refusal) throw refusal;
  }
}

export function problem(status: number, code = "unknown"): Problem {
  return new Problem({ status, code, detail: "" });
}

export function storedTrack(id: string, more: Partial<StoredTrack> = {}): StoredTrack {
  return {
    id,
    uploadToken: `token of ${id}`,
    sessionId: "lesson",
    roomToken: "room",
    page: "page",
    kind: "camera",
    mimeType: "video/webm",
    startedAt: 1_000,
    isOpen: false,
    count: 0,
    isEnded: false,
    ...more,
  };
}

/** Two seconds of a track: its number is its only byte. */
export function storedChunk(trackId: string, number: number): StoredChunk {
  return { trackId, number, endsMs: (number + 1) * 2_000, bytes: new Uint8Array([number]).buffer };
}

/** Stands in for the browser's MediaRecorder: tests say when it begins and what it gives. */
export class FakeMediaRecorder extends EventTarget {
  static all: FakeMediaRecorder[] = [];
  static isTypeSupported = (mimeType: string) => mimeType.includes("webm");
  state: RecordingState = "inactive";

  constructor(
    readonly stream: { tracks: readonly MediaStreamTrack[] },
    readonly options: MediaRecorderOptions,
  ) {
    super();
    FakeMediaRecorder.all.push(this);
  }

  start(): void {
    this.state = "recording";
  }

  requestData(): void {
    this.give([255]);
  }

  /** As after an error of the encoder. */
  giveUp(): void {
    this.state = "inactive";
    this.dispatchEvent(new Event("stop"));
  }

  /** As browsers do: the last piece and the end come afterwards. */
  stop(): void {
    this.state = "inactive";
    queueMicrotask(() => {
      this.give([99]);
      this.dispatchEvent(new Event("stop"));
    });
  }

  give(bytes: number[]): void {
    const data = { size: bytes.length, arrayBuffer: async () => new Uint8Array(bytes).buffer };
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data }));
  }
}
