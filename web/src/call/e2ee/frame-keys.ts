import type { Emitter } from "@/call/emitter";

/** Places for keys: as many epochs as a frame may be late. */
export const KEY_RING_SIZE = 16;

/** The room key of one epoch, as livekit-client's frame cryptor takes it. */
export interface FrameKey {
  /** 32 random bytes that the devices in the room share and the server never sees. */
  raw: ArrayBuffer;
  /** Which of the 16 places of the key ring it takes: the epoch modulo 16. Frames name it, so that each is opened with its own. */
  index: number;
}

export interface FrameKeyEvents {
  /** Frames with this key may arrive from now on. Do not send with it yet: others may not have it. */
  coming: FrameKey;
  /** From now on everything is sent with this key. Former ones stay in the ring for what is on its way. */
  key: FrameKey;
  /** The teacher has allowed an unencrypted room: from now on nothing is encrypted from end to end, for good. */
  off: null;
}

/**
 * What a carrier needs to encrypt media from end to end. Unless `isOff`, nothing may be published before `current` is
 * there, and nothing that arrives unencrypted may be played. For livekit-client `RoomKeyProvider` (livekit-keys.ts) puts
 * the keys where they belong.
 */
export interface FrameKeys extends Pick<Emitter<FrameKeyEvents>, "on"> {
  /** What is sent with. */
  readonly current: FrameKey | null;
  /** Everything that frames on their way may be encrypted with, the current one included. */
  readonly ring: readonly FrameKey[];
  readonly isOff: boolean;
}
