import { Emitter } from "@/call/emitter";

import type { ChunkStore } from "./chunk-store";
import { formatFor, type RecordedKind } from "./formats";
import { SavedUntil } from "./saved-until";
import type { Source } from "./source";
import { type CapturedChunk, TrackRecorder } from "./track-recorder";
import type { Uploader } from "./uploader";

export interface RecorderState {
  /** What is on and cannot be recorded by this browser. */
  impossible: readonly RecordedKind[];
  /** This device keeps nothing more: what is said and shown now is lost to the recording. */
  isFull: boolean;
  /** By the room's clock, in milliseconds since 1970: everything captured before is with the server. */
  savedUntil: number | null;
}

interface RecorderOptions {
  sessionId: string;
  /** The life of this page. */
  page: string;
  source: Source;
  /** The participant whom it records, where that is not the one whose page this is. */
  copyOf?: string;
  /** The room's clock, which is known already. */
  now: () => number;
  roomToken: () => string;
  store: ChunkStore;
  uploader: Pick<Uploader, "on" | "take" | "wake" | "state">;
}

const BEGIN_AGAIN_MS = 1_000;
const TRY_AGAIN_MS = 10_000;
const KINDS = ["microphone", "camera", "screen"] as const satisfies RecordedKind[];

/** One running track, and what its writing to the store has come to. */
interface Running {
  sources: readonly MediaStreamTrack[];
  recorder: TrackRecorder;
  /** One after another, so that a chunk is never there before its track. */
  written: Promise<void>;
  /** Something could not be kept: whatever comes after it is of no use. */
  isCut: boolean;
}

/** Records one person, as long as it is told to: a track for each of their sources, a new one whenever a source changes. */
export class Recorder extends Emitter<{ state: RecorderState }> {
  readonly #options: RecorderOptions;
  readonly #running = new Map<RecordedKind, Running>();
  readonly #impossible = new Map<RecordedKind, readonly MediaStreamTrack[]>();
  readonly #saved = new SavedUntil();
  readonly #cleanUps: (() => void)[];
  /** Of all recorders: their last word has come and is written. */
  readonly #endings = new Set<Promise<void>>();
  #isCapturing = false;
  #isFull = false;
  #told: RecorderState = { impossible: [], isFull: false, savedUntil: null };

  constructor(options: RecorderOptions) {
    super();
    this.#options = options;
    const { source, uploader } = options;
    const flush = () => this.#flush();
    const onHidden = () => document.visibilityState === "hidden" && flush();
    // A page that is out of sight may be ended without another word.
    document.addEventListener("visibilitychange", onHidden);
    window.addEventListener("pagehide", flush);
    this.#cleanUps = [
      () => document.removeEventListener("visibilitychange", onHidden),
      () => window.removeEventListener("pagehide", flush),
      source.onChange(() => this.#follow()),
      uploader.on("saved", ({ trackId, endsMs }) => this.#onSaved(() => this.#saved.advance(trackId, endsMs))),
      uploader.on("done", ({ trackId }) => this.#onSaved(() => this.#saved.finish(trackId))),
      uploader.on("refused", ({ track }) => this.#onSaved(() => this.#saved.finish(track.id))),
      uploader.on("state", ({ isBusy }) => !isBusy && this.#setFull(false)),
    ];
  }

  get state(): RecorderState {
    return { impossible: [...this.#impossible.keys()], isFull: this.#isFull, savedUntil: this.#saved.instant };
  }

  /** False: nothing is captured from this moment on. */
  setCapturing(isCapturing: boolean): void {
    this.#isCapturing = isCapturing;
    this.#follow();
    if (!isCapturing) this.#options.source.letGo();
  }

  /** For good. Resolves once everything captured is in the store. */
  async finish(): Promise<void> {
    this.setCapturing(false);
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    await Promise.all(this.#endings);
  }

  #follow(): void {
    for (const kind of KINDS) {
      const sources = this.#isCapturing && !this.#isFull ? this.#options.source.tracks(kind) : [];
      const running = this.#running.get(kind);
      if (isSame(sources, running?.sources ?? this.#impossible.get(kind) ?? [])) continue;
      this.#running.delete(kind);
      running?.recorder.stop();
      this.#impossible.delete(kind);
      if (sources.length > 0) this.#begin(kind, sources);
    }
    this.#tell();
  }

  #begin(kind: RecordedKind, sources: MediaStreamTrack[]): void {
    const format = formatFor(kind, sources.some(({ kind: of }) => kind === "screen" && of === "audio"));
    if (!format) return void this.#impossible.set(kind, sources);
    const fail = (error: unknown) => {
      console.warn(`The ${kind} cannot be recorded`, error);
      const running = this.#running.get(kind);
      // Something else may be in its place by now.
      if (running && running.sources !== sources) return;
      this.#running.delete(kind);
      this.#impossible.set(kind, sources);
      this.#tell();
    };
    try {
      const recorder = new TrackRecorder(new MediaStream(sources), format, this.#options.now);
      const ending = this.#keep({ kind, mimeType: format.mimeType }, { sources, recorder, written: Promise.resolve(), isCut: false });
      this.#endings.add(ending);
      void ending.then(() => this.#endings.delete(ending));
      recorder.start().catch(fail);
    } catch (error) {
      fail(error);
    }
  }

  /** Writes down what comes of a recorder. Resolves after its end. */
  #keep(what: { kind: RecordedKind; mimeType: string }, running: Running): Promise<void> {
    const { store, uploader, sessionId, page, roomToken, copyOf } = this.#options;
    const { recorder } = running;
    const id = crypto.randomUUID();
    this.#running.set(what.kind, running);
    recorder.on("start", (startedAt) => {
      this.#saved.begin(id, startedAt);
      const fresh = { ...what, id, sessionId, copyOf, page, startedAt, roomToken: roomToken(), uploadToken: uploadToken() };
      this.#write(running, () => store.putTrack({ ...fresh, isOpen: false, count: 0, isEnded: false }));
      this.#write(running, async () => uploader.take(id));
    });
    recorder.on("chunk", (chunk) => this.#write(running, () => this.#add(id, chunk)));
    return new Promise((resolve) => {
      recorder.on("end", () => {
        if (this.#running.get(what.kind) === running) this.#onEndedByItself(what.kind);
        void running.written
          .then(() => store.changeTrack(id, { isEnded: true }))
          .catch((error: unknown) => console.warn("The end of a track was not kept", error))
          .then(() => uploader.wake())
          .then(resolve);
      });
    });
  }

  /** Its source has ended, or the browser gave up on it: what is still on begins anew, as another track. */
  #onEndedByItself(kind: RecordedKind): void {
    this.#running.delete(kind);
    setTimeout(() => this.#follow(), BEGIN_AGAIN_MS);
  }

  async #add(trackId: string, { number, endsMs, data }: CapturedChunk): Promise<void> {
    await this.#options.store.addChunk({ trackId, number, endsMs, bytes: await data.arrayBuffer() });
    this.#options.uploader.wake();
  }

  #write(running: Running, task: () => Promise<void>): void {
    running.written = running.written.then(async () => {
      if (running.isCut) return;
      try {
        await task();
      } catch (error) {
        console.warn("What was recorded cannot be kept", error);
        running.isCut = true;
        this.#setFull(true);
      }
    });
  }

  #flush(): void {
    for (const { recorder } of this.#running.values()) recorder.flush();
  }

  #onSaved(change: () => void): void {
    change();
    this.#tell();
  }

  /** Once everything is sent there is room again. If there was nothing to send, something else takes it, and may let go of it. */
  #setFull(isFull: boolean): void {
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    if (isFull && !this.#options.uploader.state.isBusy) setTimeout(() => this.#setFull(false), TRY_AGAIN_MS);
    this.#follow();
  }

  #tell(): void {
    const now = this.state;
    const before = this.#told;
    const isKnown = now.isFull === before.isFull && now.savedUntil === before.savedUntil && String(now.impossible) === String(before.impossible);
    this.#told = now;
    if (!isKnown) this.emit("state", now);
  }
}

function isSame(one: readonly MediaStreamTrack[], other: readonly MediaStreamTrack[]): boolean {
  return one.length === other.length && one.every((track, index) => track === other[index]);
}

/** 32 random bytes, base64url. */
function uploadToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
