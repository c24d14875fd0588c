import type { RemoteParticipant } from "@/call/call";
import type { LocalMedia } from "@/call/local-media";
import type { ScreenShare } from "@/call/screen";

import type { RecordedKind } from "./formats";

/** Where somebody's voice, picture and screen come from on this page. */
export interface Source {
  /** Of one kind, as they are now: none while it is off. */
  tracks(kind: RecordedKind): MediaStreamTrack[];
  /** Calls back whenever they may be others. Returns what stops it. */
  onChange(listener: () => void): () => void;
}

/** What this page sends to the others. */
export function ownSource(media: Pick<LocalMedia, "outgoing" | "on">, screen: Pick<ScreenShare, "state" | "on">): Source {
  return {
    tracks(kind) {
      const { audio, video } = media.outgoing;
      const shared = screen.state.screen;
      return live({ microphone: [audio], camera: [video], screen: [shared?.video, shared?.audio] }[kind]);
    },
    onChange(listener) {
      const stops = [media.on("change", listener), screen.on("change", listener)];
      return () => stops.forEach((stop) => stop());
    },
  };
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
}

function live(tracks: readonly (MediaStreamTrack | null | undefined)[]): MediaStreamTrack[] {
  return tracks.filter((track) => track?.readyState === "live") as MediaStreamTrack[];
}
