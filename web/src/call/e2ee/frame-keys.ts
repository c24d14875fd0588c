import type { Emitter } from "@/call/emitter";

/** The room key of one epoch, as livekit-client's frame cryptor takes it. */
export interface FrameKey {
  /** 32 random bytes that the devices in the room share and the server never sees. */
  raw: ArrayBuffer;
  /** Which of the 16 places of the key ring it takes: the epoch modulo 16. Frames name it, so that each is opened with its own. */
  index: number;
}

export interface FrameKeyEvents {
  /** From now on everything is sent with this key. Former ones stay in the ring for what is on its way. */
  key: FrameKey;
}

/** What a carrier needs to encrypt media from end to end. Nothing may be published before `current` is there. */
export interface FrameKeys extends Pick<Emitter<FrameKeyEvents>, "on"> {
  readonly current: FrameKey | null;
}
