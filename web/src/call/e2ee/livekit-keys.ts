import { BaseKeyProvider, KeyProviderEvent } from "livekit-client";

import { type FrameKey, type FrameKeys, KEY_RING_SIZE } from "@/call/e2ee/frame-keys";

interface Place {
  key: CryptoKey;
  keyIndex: number;
}

/**
 * Hands the room's keys to livekit-client, each at its place of the ring: one that is only coming opens frames, and
 * nothing is sent with it. (Its own ExternalE2EEKeyProvider knows a single place, and sends at once.)
 */
export class RoomKeyProvider extends BaseKeyProvider {
  readonly #ring = new Map<number, Place>();
  readonly #stops: (() => void)[];
  #sendingIndex = 0;
  /** In the order in which they were told: importing takes a moment. */
  #steps: Promise<void> = Promise.resolve();

  constructor(keys: FrameKeys) {
    // Never guess at keys, and never give one up because a frame did not open: former ones are meant to fail.
    super({ sharedKey: true, ratchetWindowSize: 0, failureTolerance: -1, keyringSize: KEY_RING_SIZE });
    for (const key of keys.ring) this.#put(key, key === keys.current);
    this.#stops = [keys.on("coming", (key) => this.#put(key, false)), keys.on("key", (key) => this.#put(key, true))];
  }

  /** Every key that was told so far has been handed on. */
  settled(): Promise<void> {
    return this.#steps;
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  /** livekit-client asks again when its connection to the server was made anew. */
  override getKeys(): Place[] {
    return [...this.#ring.values()];
  }

  override getLatestManuallySetKeyIndex(): number {
    return this.#sendingIndex;
  }

  #put({ raw, index }: FrameKey, sends: boolean): void {
    this.#steps = this.#steps.then(async () => {
      const key = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveBits", "deriveKey"]);
      const place = { key, keyIndex: index };
      this.#ring.set(index, place);
      if (sends) this.#sendingIndex = index;
      this.emit(KeyProviderEvent.SetKey, place, sends);
    });
  }
}
