import type { RemoteParticipant } from "@/call/call";
import type { LocalMedia } from "@/call/local-media";
import type { ScreenShare } from "@/call/screen";

import type { RecordedKind } from "./formats";
import { Voice } from "./voice";

type OwnMedia = Pick<LocalMedia, "outgoing" | "on"> & { readonly state: { microphone: { track: MediaStreamTrack | null } } };
type OwnScreen = Pick<ScreenShare, "state" | "on">;

/** Where somebody's voice, picture and screen come from on this page. */
export interface Source {
  /** Of one kind, as they are now: none while it is off. */
  tracks(kind: RecordedKind): MediaStreamTrack[];
  /** Calls back whenever they may be others. Returns what stops it. */
  onChange(listener: () => void): () => void;
  /** Nothing is recorded any more, for now or for good. */
  letGo(): void;
}

/** What this page sends to the others. */
export class OwnSource implements Source {
  readonly #media: OwnMedia;
  readonly #screen: OwnScreen;
  readonly #listeners = new Set<() => void>();
  readonly #voice = new Voice(() => this.#tell());

  constructor(media: OwnMedia, screen: OwnScreen) {
    this.#media = media;
    this.#screen = screen;
  }

  tracks(kind: RecordedKind): MediaStreamTrack[] {
    const { audio, video } = this.#media.outgoing;
    const { screen } = this.#screen.state;
    if (kind === "microphone") return live([this.#voice.take(audio)]);
    return live(kind === "camera" ? [video] : [screen?.video, screen?.audio]);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    const stops = [this.#media.on("change", () => this.#follow()), this.#screen.on("change", () => this.#tell())];
    return () => {
      stops.forEach((stop) => stop());
      this.#listeners.delete(listener);
    };
  }

  letGo(): void {
    this.#voice.letGo();
  }

  /** At once, before anybody else hears of it: what is switched off is not heard from this moment on. */
  #follow(): void {
    this.#voice.follow(this.#media.outgoing.audio, this.#media.state.microphone.track);
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** What this page receives of somebody, by which line it ever comes. What the server says is off is not taken. */
export class ReceivedSource implements Source {
  readonly #listeners = new Set<() => void>();
  #person: RemoteParticipant;

  constructor(person: RemoteParticipant) {
    this.#person = person;
  }

  /** To be called also when nothing is known to have changed: the tracks in somebody's streams change without a word. */
  update(person: RemoteParticipant): void {
    this.#person = person;
    for (const listener of this.#listeners) listener();
  }

  tracks(kind: RecordedKind): MediaStreamTrack[] {
    const { audio, video, screen, stream, screenStream } = this.#person;
    const isOn = { microphone: audio, camera: video, screen: screen !== null }[kind];
    if (!isOn) return [];
    const tracks = { microphone: stream.getAudioTracks(), camera: stream.getVideoTracks(), screen: screenStream.getTracks() }[kind];
    // A screen's sound may come before its picture.
    const isWhole = kind !== "screen" || tracks.some((track) => track.kind === "video");
    return isWhole ? live(tracks) : [];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  letGo(): void {}
}

function live(tracks: readonly (MediaStreamTrack | null | undefined)[]): MediaStreamTrack[] {
  return tracks.filter((track) => track?.readyState === "live") as MediaStreamTrack[];
}
