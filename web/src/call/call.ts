import type { ShownPicture } from "@/call/carrier";
import type { Certificates } from "@/call/e2ee/certificates";
import type { Emitter } from "@/call/emitter";
import type { Inside, Participant } from "@/call/protocol";
import type { VideoLevel } from "@/call/media-quality";
import type { Screen } from "@/call/screen";
import type { Health } from "@/call/stats";

/** How the media between this page and one other person is doing. */
export type LinkState = "preparing" | "connecting" | "connected" | "interrupted" | "failed";

export interface RemoteParticipant extends Participant {
  /** Always the same object for one life of the person's page; its tracks may be silent or dark. */
  stream: MediaStream;
  /** What they share, while `screen` is not null. */
  screenStream: MediaStream;
  link: LinkState;
  /** Null until something was measured. */
  health: Health | null;
  /** How good a picture of this page's the line to them carries. */
  sending: VideoLevel;
  /** Their camera is on, but for a while nothing of it has arrived. */
  pictureMissing: boolean;
  speaking: boolean;
  /** Of the connection between their browser and this one; null where there is none, as over a media server. */
  certificates: Certificates | null;
}

/**
 * `green`: connected as far as can be, seen by nobody. `waiting`: in the lobby. `interrupted`: in the room, the server is
 * out of reach, media goes on. `over`: left, or sent away; a new Call is needed to come back.
 */
export type CallState = "green" | "joining" | "waiting" | "joined" | "interrupted" | "over";

export interface CallEvents {
  state: CallState;
  /** Someone came, went or changed. Holds everyone, in the order in which they joined. */
  participants: readonly RemoteParticipant[];
  /** Before the join: who is inside changed. */
  inside: Inside;
  arrived: RemoteParticipant;
  departed: { participant: RemoteParticipant; reason: "left" | "lost" | "removed" };
}

/** What a room needs of a call, whichever way the media takes: from browser to browser, or through a media server. */
export interface Call extends Pick<Emitter<CallEvents>, "on"> {
  readonly state: CallState;
  readonly participants: readonly RemoteParticipant[];
  /** Before the click: who is inside, and everything that can be connected without anybody being told. */
  prepare(): Promise<Inside>;
  /** The click. Resolves when the server has answered; `state` says whether as `joined` or as `waiting`. */
  join(): Promise<void>;
  /** Lets go of everyone at once. Devices belong to `LocalMedia` and are stopped there. */
  leave(): void;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  switchDevice(kind: "microphone" | "camera", deviceId: string): Promise<void>;
  /** Null: nothing is shared any more. */
  shareScreen(screen: Screen | null): void;
  /** Which pictures the page shows at the moment, and how large: others need not come. */
  show(pictures: readonly ShownPicture[]): void;
}
