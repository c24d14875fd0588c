import { type Line, type Slot, SLOTS } from "@/call/carrier";

type Source = Pick<Line, "on" | "track">;

const PLACES = {
  audio: { of: "stream", kind: "audio" },
  video: { of: "stream", kind: "video" },
  screenAudio: { of: "screen", kind: "audio" },
  screenVideo: { of: "screen", kind: "video" },
} as const satisfies Record<Slot, { of: "stream" | "screen"; kind: "audio" | "video" }>;

/**
 * What is heard and seen of one person. The two streams stay the same objects while the lines that bring their tracks come
 * and go, so that no element on the page is made anew. Each slot is filled by one line at a time: nobody is heard twice.
 */
export class Received {
  /** Voice and picture. */
  readonly stream = new MediaStream();
  /** What they share, and its sound. Empty until they share something for the first time. */
  readonly screen = new MediaStream();
  readonly #sources = new Map<Slot, Source>();
  readonly #listening = new Map<Source, () => void>();
  #allowed = { audio: true, video: true, screen: true };

  /** `source` brings everything. */
  static from(source: Source): Received {
    const received = new Received();
    received.takeAll(source);
    return received;
  }

  takeAll(source: Source): void {
    for (const slot of SLOTS) this.take(slot, source);
  }

  /** From now on it is `source` that fills this slot. */
  take(slot: Slot, source: Source): void {
    if (this.#sources.get(slot) === source) return;
    if (!this.#listening.has(source)) {
      const stop = source.on("track", (changed) => {
        if (this.#sources.get(changed) === source) this.#put(changed, source.track(changed));
      });
      this.#listening.set(source, stop);
    }
    this.#sources.set(slot, source);
    this.#put(slot, source.track(slot));
    this.#forgetIdle();
  }

  comesFrom(slot: Slot, source: Source): boolean {
    return this.#sources.get(slot) === source;
  }

  /** What the server says is off is neither heard nor seen, whatever the other side sends. */
  allow(allowed: { audio: boolean; video: boolean; screen: boolean }): void {
    this.#allowed = allowed;
    for (const track of this.stream.getTracks()) track.enabled = track.kind === "audio" ? allowed.audio : allowed.video;
    for (const track of this.screen.getTracks()) track.enabled = allowed.screen;
  }

  #put(slot: Slot, track: MediaStreamTrack | null): void {
    const { of, kind } = PLACES[slot];
    const stream = this[of];
    const former = stream.getTracks().filter((other) => other.kind === kind && other !== track);
    // A voice: the new one first, because an element whose stream runs empty stops playing.
    if (track && kind === "audio") stream.addTrack(track);
    for (const other of former) stream.removeTrack(other);
    // A picture: the new one last, because Firefox shows the one that comes while it has none, and looks for no other later.
    if (track && kind === "video") stream.addTrack(track);
    this.allow(this.#allowed);
  }

  #forgetIdle(): void {
    const busy = new Set(this.#sources.values());
    for (const [source, stop] of this.#listening) {
      if (busy.has(source)) continue;
      stop();
      this.#listening.delete(source);
    }
  }
}
