// @vitest-environment node
import { KeyProviderEvent } from "livekit-client";
import { describe, expect, it } from "vitest";

import type { FrameKey, FrameKeyEvents, FrameKeys } from "@/call/e2ee/frame-keys";
import { RoomKeyProvider } from "@/call/e2ee/livekit-keys";
import { Emitter } from "@/call/emitter";

const key = (index: number): FrameKey => ({ raw: new Uint8Array(32).fill(index).buffer, index });

class Keys extends Emitter<FrameKeyEvents> implements FrameKeys {
  isOff = false;

  constructor(
    public current: FrameKey | null,
    public ring: FrameKey[],
  ) {
    super();
  }

  say(event: "coming" | "key", told: FrameKey): void {
    this.emit(event, told);
  }
}

/** What the cryptor is told: which place of the ring is filled, and whether it is sent with from now on. */
function listening(keys: Keys): { provider: RoomKeyProvider; told: [place: number, sends: boolean][] } {
  const provider = new RoomKeyProvider(keys);
  const told: [number, boolean][] = [];
  provider.on(KeyProviderEvent.SetKey, ({ keyIndex = -1 }, sends = true) => void told.push([keyIndex, sends]));
  return { provider, told };
}

describe("the keys that LiveKit's cryptor is given", () => {
  it("are all that may arrive, and one that is sent with", async () => {
    const [former, present] = [key(2), key(3)];
    const { provider, told } = listening(new Keys(present, [former, present]));
    await provider.settled();
    expect(told).toEqual([
      [2, false],
      [3, true],
    ]);
  });

  it("open frames before anything is sent with them", async () => {
    const keys = new Keys(key(15), []);
    const { provider, told } = listening(keys);
    keys.say("coming", key(0));
    keys.say("key", key(0));
    await provider.settled();
    expect(told).toEqual([
      [0, false],
      [0, true],
    ]);
  });

  it("are there again when the connection to the server is made anew", async () => {
    const keys = new Keys(null, []);
    const { provider } = listening(keys);
    for (const index of [1, 2]) keys.say("key", key(index));
    keys.say("coming", key(3));
    await provider.settled();
    expect(provider.getKeys().map(({ keyIndex }) => keyIndex)).toEqual([1, 2, 3]);
    expect(provider.getLatestManuallySetKeyIndex()).toBe(2);
  });

  it("are none after it was closed", async () => {
    const keys = new Keys(null, []);
    const { provider, told } = listening(keys);
    provider.close();
    keys.say("key", key(1));
    await provider.settled();
    expect(told).toEqual([]);
  });
});
