import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeSfuRoom, FakeStream, fakeTrack } from "@/call/fake-carriers";
import type { Participant } from "@/call/protocol";
import type { Screen } from "@/call/screen";

import { SfuCarrier } from "./sfu-carrier";

const access = { url: "wss://media", token: "own" };
const ada = { id: "ada", audio: true, video: true } as Participant;
const picture = { kind: "person", participantId: "ada", width: 320, height: 180 } as const;

async function connected() {
  const room = new FakeSfuRoom();
  const onChange = vi.fn();
  const tracks = { audio: fakeTrack("audio"), video: null };
  const carrier = new SfuCarrier({ keys: null, tracks, screen: null, pictures: [], iceServers: () => [], onChange, onLost: vi.fn(), openRoom: async () => room });
  carrier.connect(access);
  await vi.advanceTimersByTimeAsync(0);
  return { room, carrier, onChange, tracks };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", FakeStream);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("the carrier over a media server", () => {
  it("sends what was switched on before it connected, and what changes later", async () => {
    const { room, carrier, tracks } = await connected();
    const nothing = { audio: null, video: null, screenAudio: null, screenVideo: null };
    expect(room.send).toHaveBeenLastCalledWith({ ...nothing, audio: tracks.audio });
    carrier.setTrack("audio", null);
    expect(room.send).toHaveBeenLastCalledWith(nothing);
    const screen: Screen = { stream: new MediaStream(), video: fakeTrack("video"), audio: null };
    carrier.setScreen(screen);
    expect(room.send).toHaveBeenLastCalledWith({ ...nothing, screenVideo: screen.video });
  });

  it("takes the pictures that are shown, and none while nobody looks at the page", async () => {
    const { room, carrier } = await connected();
    carrier.lineTo(ada);
    carrier.show([picture]);
    expect(room.receive).toHaveBeenLastCalledWith(new Set(["ada"]), [picture]);
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(room.receive).toHaveBeenLastCalledWith(new Set(["ada"]), []);
    hidden.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(room.receive).toHaveBeenLastCalledWith(new Set(["ada"]), [picture]);
  });

  it("takes a picture that is recorded also while nobody looks at the page", async () => {
    const { room, carrier } = await connected();
    carrier.lineTo(ada);
    const copied = { ...picture, isCopied: true };
    carrier.show([copied]);
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(room.receive).toHaveBeenLastCalledWith(new Set(["ada"]), [copied]);
  });

  it("knows who is there, whose page was lost, and when itself is", async () => {
    const { room, carrier } = await connected();
    const line = carrier.lineTo(ada);
    expect(line.link).toBe("connecting");
    room.come("ada");
    expect(line.link).toBe("connected");
    room.say("reconnecting");
    expect(line.link).toBe("interrupted");
    room.say("connected");
    expect(line.link).toBe("connected");
    room.go("ada");
    expect(line.link).toBe("interrupted");
  });

  it("says who speaks, once", async () => {
    const { room, carrier, onChange } = await connected();
    const line = carrier.lineTo(ada);
    room.hear("ada");
    room.hear("ada");
    expect(line.speaking).toBe(true);
    expect(onChange).toHaveBeenCalledTimes(1);
    room.hear();
    expect(line.speaking).toBe(false);
  });

  it("misses a picture that is shown and does not come, and no other", async () => {
    const { room, carrier } = await connected();
    const line = carrier.lineTo(ada);
    room.bring("ada", "audio");
    room.bring("ada", "video");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(line.pictureMissing).toBe(false); // on another page
    carrier.show([picture]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(line.pictureMissing).toBe(true);
  });

  it("looks for another way as soon as the network has changed", async () => {
    const { room, carrier } = await connected();
    carrier.onNetworkChange();
    expect(room.reconnectNow).toHaveBeenCalledTimes(1);
    room.say("reconnecting");
    carrier.onNetworkChange();
    expect(room.reconnectNow).toHaveBeenCalledTimes(1);
  });

  it("leaves a room that opened too late", async () => {
    const room = new FakeSfuRoom();
    let open: (room: FakeSfuRoom) => void = () => undefined;
    const opening = new Promise<FakeSfuRoom>((resolve) => (open = resolve));
    const options = { keys: null, tracks: { audio: null, video: null }, screen: null, pictures: [], iceServers: () => [], onChange: vi.fn(), onLost: vi.fn() };
    const carrier = new SfuCarrier({ ...options, openRoom: () => opening });
    carrier.connect(access);
    carrier.close();
    open(room);
    await vi.advanceTimersByTimeAsync(0);
    expect(room.close).toHaveBeenCalled();
    expect(room.connect).not.toHaveBeenCalled();
    expect(options.onLost).not.toHaveBeenCalled();
  });
});
