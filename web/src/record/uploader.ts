import { asProblem, type Problem } from "@/api/problem";
import { Emitter } from "@/call/emitter";

import type { ChunkStore, StoredChunk, StoredTrack } from "./chunk-store";
import type { Pace } from "./pace";
import type { TrackServer } from "./track-server";

interface UploaderEvents {
  /** The server has durably stored a track up to `endsMs` after its start. */
  saved: { trackId: string; endsMs: number };
  /** A track is with the server as a whole. */
  done: { trackId: string };
  /** The server wants nothing more of this track, for good: it and what was left of it here are forgotten. */
  refused: { track: StoredTrack; problem: Problem };
  /** Whether there is anything to send, and what keeps it from going, if it is known. */
  state: UploadState;
}

export interface UploadState {
  isBusy: boolean;
  trouble: Problem | null;
  pace: Pace;
}

interface UploaderOptions {
  store: ChunkStore;
  server: TrackServer;
  /** A room token that the server does not take any more can be asked for again while the room is open. */
  renewRoomToken?: (track: StoredTrack) => Promise<string | null>;
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const LONGEST_REST_MS = 2_000;
/** As often as it is asked whether the line has become better. */
const LOOK_AGAIN_MS = 2_000;
/** They may pass: a timeout, too many requests. */
const MAY_PASS = [408, 429];
/** It is the track that is not wanted, rather than this one chunk. */
const TRACK_IS_LOST = [401, 403, 404, 410];

type Job = { track: StoredTrack; chunk: StoredChunk | null };

/**
 * Sends what was captured: one thing at a time, the oldest first, each track in order, for as long as it takes. One for all that a
 * page has to send, so that it never competes with itself.
 */
export class Uploader extends Emitter<UploaderEvents> {
  readonly #options: UploaderOptions;
  readonly #own = new Set<string>();
  #state: UploadState = { isBusy: false, trouble: null, pace: "free" };
  #failures = 0;
  /** Ends the present waiting, if it may be ended by this. */
  #wake: { by: "work" | "network"; go: () => void } | null = null;
  /** Since the store was read last. */
  #hasNews = false;
  #stopped = false;
  readonly #onOnline = () => this.#goOn("network");

  constructor(options: UploaderOptions) {
    super();
    this.#options = options;
    globalThis.addEventListener?.("online", this.#onOnline);
    void this.#work();
  }

  get state(): UploadState {
    return this.#state;
  }

  set pace(pace: Pace) {
    if (pace === this.#state.pace) return;
    this.#tell({ pace });
    this.#goOn("work");
  }

  /** Tracks of other pages that are still alive are their affair. */
  take(trackId: string): void {
    this.#own.add(trackId);
    this.#goOn("work");
  }

  /** Something was added to the store, or a track has ended. */
  wake(): void {
    this.#goOn("work");
  }

  stop(): void {
    this.#stopped = true;
    globalThis.removeEventListener?.("online", this.#onOnline);
    this.#goOn("network");
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      this.#hasNews = false;
      const isAllowed = (track: StoredTrack) => this.#state.pace !== "speech" || track.kind === "microphone";
      const jobs = await this.#jobs();
      this.#tell({ isBusy: jobs.length > 0 });
      const job = this.#state.pace === "nothing" ? undefined : jobs.find(({ track }) => isAllowed(track));
      if (job) await this.#try(job);
      else if (!this.#hasNews) await this.#wait("work", jobs.length > 0 ? LOOK_AGAIN_MS : null);
    }
  }

  /** What there is to do, the oldest first. */
  async #jobs(): Promise<Job[]> {
    const { store } = this.#options;
    const jobs: Job[] = [];
    try {
      for (const track of await store.tracks()) {
        if (!this.#own.has(track.id)) continue;
        const chunk = await store.firstChunk(track.id);
        if (chunk || track.isEnded) jobs.push({ track, chunk });
      }
    } catch (error) {
      console.warn("What was recorded cannot be read", error);
      await this.#wait("network", LAST_RETRY_MS);
    }
    return jobs.sort((one, other) => age(one) - age(other));
  }

  async #try(job: Job): Promise<void> {
    const begun = performance.now();
    try {
      await this.#do(job);
      this.#failures = 0;
      this.#tell({ trouble: null });
      if (this.#state.pace !== "free") await this.#wait("network", Math.min(LONGEST_REST_MS, performance.now() - begun));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status >= 400 && problem.status < 500 && !MAY_PASS.includes(problem.status)) return this.#giveUp(job, problem);
      this.#failures += 1;
      this.#tell({ trouble: problem });
      const backoff = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1));
      await this.#wait("network", Math.max(backoff, (problem.retryAfter ?? 0) * 1_000));
    }
  }

  async #do({ track, chunk }: Job): Promise<void> {
    const { store, server } = this.#options;
    if (!track.isOpen) {
      if (track.isEnded && track.count === 0) return store.removeTrack(track.id);
      await this.#open(track);
    } else if (chunk) {
      await server.put(track, chunk);
      await store.removeChunk(track.id, chunk.number);
      this.emit("saved", { trackId: track.id, endsMs: chunk.endsMs });
    } else {
      await server.close(track);
      await store.removeTrack(track.id);
      this.#own.delete(track.id);
      this.emit("done", { trackId: track.id });
    }
  }

  async #open(track: StoredTrack): Promise<void> {
    const { store, server, renewRoomToken } = this.#options;
    try {
      await server.open(track);
    } catch (error) {
      const roomToken = asProblem(error).status === 401 ? await renewRoomToken?.(track) : null;
      if (!roomToken || roomToken === track.roomToken) throw error;
      await store.changeTrack(track.id, { roomToken });
      await server.open({ ...track, roomToken });
    }
    await store.changeTrack(track.id, { isOpen: true });
  }

  /** Asking again would not help. */
  async #giveUp({ track, chunk }: Job, problem: Problem): Promise<void> {
    const { store } = this.#options;
    if (track.isOpen && chunk && !TRACK_IS_LOST.includes(problem.status)) return store.removeChunk(track.id, chunk.number);
    await store.removeTrack(track.id);
    this.#own.delete(track.id);
    this.emit("refused", { track, problem });
  }

  /** `milliseconds`: null for as long as nothing happens. Being online again ends every wait, new work only the idle one. */
  #wait(by: "work" | "network", milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = milliseconds === null ? undefined : setTimeout(go, milliseconds);
      this.#wake = { by, go };
    });
  }

  #goOn(by: "work" | "network"): void {
    this.#hasNews = true;
    if (this.#wake && (by === "network" || this.#wake.by === "work")) this.#wake.go();
  }

  #tell(change: Partial<UploadState>): void {
    const now = { ...this.#state, ...change };
    const { isBusy, trouble, pace } = this.#state;
    const isSame = now.pace === pace && now.isBusy === isBusy && now.trouble?.code === trouble?.code;
    this.#state = now;
    if (!isSame) this.emit("state", now);
  }
}

function age({ track, chunk }: Job): number {
  return track.startedAt + (chunk?.endsMs ?? 0);
}
