import type { LinkState } from "@/call/call";
import type { Certificates } from "@/call/e2ee/certificates";
import type { Emitter } from "@/call/emitter";
import type { VideoLevel } from "@/call/media-quality";
import type { Participant } from "@/call/protocol";
import type { Screen } from "@/call/screen";
import type { Health } from "@/call/stats";

export type Kind = "audio" | "video";
export const KINDS = ["audio", "video"] as const satisfies Kind[];
export type Tracks = Record<Kind, MediaStreamTrack | null>;

/** What somebody may send: their voice and picture, their screen and its sound. */
export const SLOTS = ["audio", "video", "screenAudio", "screenVideo"] as const;
export type Slot = (typeof SLOTS)[number];

export interface LineEvents {
  /** How it does has changed. */
  change: null;
  /** What it brings has changed: see `track`. */
  track: Slot;
}

/** How one other person's media reach this page over one carrier. */
export interface Line extends Pick<Emitter<LineEvents>, "on"> {
  readonly link: LinkState;
  readonly health: Health | null;
  readonly sending: VideoLevel;
  readonly pictureMissing: boolean;
  readonly speaking: boolean;
  /** Null where the line does not end in the other's browser. */
  readonly certificates: Certificates | null;
  track(slot: Slot): MediaStreamTrack | null;
  /** What the server says of the person. */
  update(participant: Participant): void;
  /** Whether something of it has arrived on this page yet. */
  delivers(slot: Slot): Promise<boolean>;
  /** Resolves when there is something to see or hear, at the latest after `atMostMs`. */
  whenSomethingArrives(atMostMs: number): Promise<void>;
  /** What was told to the other side meanwhile may be lost. */
  signallingIsBack(): void;
  close(): void;
}

/** A picture that the page shows, in pixels of the page. */
export interface ShownPicture {
  kind: "person" | "screen";
  participantId: string;
  width: number;
  height: number;
  /** It is recorded here: it comes also while nobody looks at the page. */
  isCopied?: boolean;
}

/** One way for the room's media: from browser to browser, or over a media server. */
export interface Carrier {
  readonly kind: "mesh" | "sfu";
  /** Everything that is switched on here is on its way, as far as this page is concerned. */
  readonly isSending: boolean;
  /** A line to somebody in the room; `weBegin`: it is not for them to make the connection. */
  lineTo(participant: Participant, weBegin: boolean): Line;
  setTrack(kind: Kind, track: MediaStreamTrack | null): void;
  setScreen(screen: Screen | null): void;
  /** Pictures that are not among these need not come. */
  show(pictures: readonly ShownPicture[]): void;
  onNetworkChange(): void;
  /** Lets go of every line. */
  close(): void;
}
