import type { ShownPicture, Slot } from "@/call/carrier";
import type { Emitter } from "@/call/emitter";

export type Outgoing = Record<Slot, MediaStreamTrack | null>;

export interface Incoming {
  track: MediaStreamTrack;
  receiver: RTCRtpReceiver | undefined;
}

export interface SfuRoomEvents {
  /** `lost`: it will not come back by itself. */
  state: "connected" | "reconnecting" | "lost";
  /** Somebody's page came onto the media server, or went from it. */
  person: { id: string; isPresent: boolean };
  incoming: { id: string; slot: Slot; incoming: Incoming };
  /** Who is heard at the moment. */
  speakers: ReadonlySet<string>;
}

/** A room on a media server, as far as a call needs it. */
export interface SfuRoom extends Pick<Emitter<SfuRoomEvents>, "on"> {
  /** Everything that is to be sent is on its way, as far as this page may send it. */
  readonly isSending: boolean;
  /** Fails if the room cannot be reached; once it could, losing it is a `lost`. */
  connect(url: string, token: string, iceServers: RTCIceServer[]): Promise<void>;
  /** What goes out from now on. */
  send(outgoing: Outgoing): void;
  /** From whom to take what: everybody's sound, and the pictures that are shown. */
  receive(ids: ReadonlySet<string>, pictures: readonly ShownPicture[]): void;
  /** What the browser knows of the way from here to the server. */
  statsOut(): Promise<RTCStatsReport | null>;
  /** The network changed: no need to find out by waiting. */
  reconnectNow(): void;
  close(): void;
}
