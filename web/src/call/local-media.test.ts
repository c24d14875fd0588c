import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { LocalMedia } from "@/call/local-media";

/** What the page asks the browser for, and what can happen to it outside of the page. */
class FakeTrack extends EventTarget {
  readyState = "live";
  muted = false;
  contentHint = "";

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId: string,
  ) {
    super();
  }

  getSettings() {
    return { deviceId: this.deviceId };
  }

  stop() {
    this.readyState = "ended";
  }

  unplug() {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }

  take(muted: boolean) {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? "mute" : "unmute"));
  }
}

class FakeDevices extends EventTarget {
  /** By kind, in the order in which the browser prefers them. */
  present: { audio: string[]; video: string[] } = { audio: ["desk", "headset"], video: ["lens"] };
  given: FakeTrack[] = [];

  getUserMedia = async (wanted: { audio?: unknown; video?: unknown }) => {
    const kinds = (["audio", "video"] as const).filter((kind) => wanted[kind]);
    const tracks = kinds.map((kind) => {
      const [device] = this.present[kind];
      if (device === undefined) throw new DOMException("nothing there", "NotFoundError");
      return new FakeTrack(kind, device);
    });
    this.given.push(...tracks);
    const of = (kind: string) => tracks.filter((track) => track.kind === kind);
    return { getTracks: () => tracks, getAudioTracks: () => of("audio"), getVideoTracks: () => of("video") };
  };

  enumerateDevices = vi.fn(async () => []);

  microphone(): FakeTrack {
    return this.given.filter(({ kind }) => kind === "audio").at(-1)!;
  }
}

let devices: FakeDevices;
let media: LocalMedia;

beforeEach(async () => {
  devices = new FakeDevices();
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("navigator", { mediaDevices: devices });
  media = new LocalMedia();
  await media.start();
});

afterEach(() => {
  media.stop();
  vi.unstubAllGlobals();
});

test("another microphone takes over from one that is unplugged", async () => {
  devices.present.audio = ["headset"];
  devices.microphone().unplug();
  await vi.waitFor(() => expect(media.state.microphone).toMatchObject({ on: true, deviceId: "headset", problem: null }));
  expect(media.outgoing.audio).toBe(devices.microphone());
});

test("the only microphone is missed while it is away, and is back once it is plugged in again", async () => {
  devices.present.audio = [];
  devices.microphone().unplug();
  await vi.waitFor(() => expect(media.state.microphone).toMatchObject({ on: false, problem: "gone", asking: false }));
  devices.present.audio = ["desk"];
  devices.dispatchEvent(new Event("devicechange"));
  await vi.waitFor(() => expect(media.state.microphone).toMatchObject({ on: true, problem: null }));
});

test("who was muted is never on, not even for a moment, when another microphone takes over", async () => {
  await media.setMicrophone(false);
  const before = media.state.microphone.track;
  let wasOn = false;
  media.on("change", ({ microphone }) => (wasOn ||= microphone.on));
  devices.microphone().unplug();
  await vi.waitFor(() => expect(media.state.microphone.problem).toBeNull());
  expect(media.state.microphone.track).not.toBe(before);
  expect(wasOn).toBe(false);
});

test("who switches a missing microphone off does not find it on when it is back", async () => {
  devices.present.audio = [];
  devices.microphone().unplug();
  await vi.waitFor(() => expect(media.state.microphone.problem).toBe("gone"));
  await media.setMicrophone(false);
  devices.present.audio = ["desk"];
  const known = vi.fn();
  media.on("change", known); // after the list of devices comes what follows from it
  devices.dispatchEvent(new Event("devicechange"));
  await vi.waitFor(() => expect(known).toHaveBeenCalled());
  await devices.enumerateDevices.mock.results.at(-1)!.value;
  expect(media.state.microphone).toMatchObject({ track: null, asking: false });
});

test("a phone call that takes the microphone is told, and so is its end", () => {
  devices.microphone().take(true);
  expect(media.state.microphone).toMatchObject({ on: true, taken: true });
  devices.microphone().take(false);
  expect(media.state.microphone.taken).toBe(false);
});
