import { beforeEach, describe, expect, it, vi } from "vitest";

import type { LocalMedia } from "@/call/local-media";
import type { Screen, ScreenShareState } from "@/call/screen";

import { ChunksInMemory, StoreFull } from "./chunk-store";
import { FakeMediaRecorder } from "./fake-recording";
import { Recorder } from "./recorder";
import { OwnSource } from "./source";

type Outgoing = LocalMedia["outgoing"];

/** Its copies end with `stop`, as real ones do. */
function track(kind: "audio" | "video"): MediaStreamTrack {
  const made = { kind, readyState: "live", enabled: true, clone: () => track(kind), stop: () => (made.readyState = "ended") };
  return made as unknown as MediaStreamTrack;
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** Something that can be listened to, by name. */
function source() {
  const listeners = new Map<string, (payload: never) => void>();
  const on = (name: string, listener: (payload: never) => void) => {
    listeners.set(name, listener);
    return () => listeners.delete(name);
  };
  return { on, say: (name: string, payload: unknown) => listeners.get(name)?.(payload as never) };
}

function world() {
  const outgoing: Outgoing = { audio: null, video: null };
  const device: { track: MediaStreamTrack | null } = { track: null };
  const screenState: ScreenShareState = { screen: null, content: "text", asking: false, problem: null };
  const media = source();
  const screen = source();
  const uploads = source();
  const store = new ChunksInMemory();
  const clock = { now: 50_000 };
  const taken: string[] = [];
  const recorder = new Recorder({
    sessionId: "lesson",
    page: "page",
    source: new OwnSource({ outgoing, state: { microphone: device }, on: media.on }, { state: screenState, on: screen.on }),
    now: () => clock.now,
    roomToken: () => "room",
    store,
    uploader: { on: uploads.on, take: (id) => taken.push(id), wake: () => undefined, state: { isBusy: false, trouble: null, pace: "free" } },
  });
  return {
    recorder,
    store,
    clock,
    taken,
    uploads,
    send: (now: Partial<Outgoing>) => {
      Object.assign(outgoing, now);
      device.track = outgoing.audio ?? device.track;
      media.say("change", {});
      return settle();
    },
    share: (shared: Partial<Screen> | null) => {
      screenState.screen = shared as Screen | null;
      screen.say("change", screenState);
      return settle();
    },
  };
}

const running = () => FakeMediaRecorder.all.filter(({ state }) => state === "recording");

// jsdom plays no pictures.
vi.mock("./first-frame", () => ({ firstFrame: async () => undefined }));

beforeEach(() => {
  FakeMediaRecorder.all = [];
  vi.stubGlobal("MediaRecorder", FakeMediaRecorder);
  vi.stubGlobal(
    "MediaStream",
    class {
      constructor(readonly tracks: MediaStreamTrack[]) {}
    },
  );
});

describe("Recorder", () => {
  it("records nothing until it is told to, and then what is on", async () => {
    const { recorder, store, clock, taken, send } = world();
    await send({ audio: track("audio") });
    expect(FakeMediaRecorder.all).toHaveLength(0);
    recorder.setCapturing(true);
    await settle();
    const [microphone] = FakeMediaRecorder.all;
    expect(microphone?.options).toMatchObject({ mimeType: "audio/webm;codecs=opus", audioBitsPerSecond: 96_000 });
    clock.now = 52_004;
    microphone?.give([1, 2]);
    await settle();
    const [kept] = await store.tracks();
    expect(kept).toMatchObject({ kind: "microphone", startedAt: 50_000, roomToken: "room", page: "page", count: 1, isEnded: false });
    expect(kept?.uploadToken).toMatch(/^[\w-]{43}$/);
    expect(taken).toEqual([kept?.id]);
    const chunk = await store.firstChunk(kept?.id ?? "");
    expect([chunk?.number, chunk?.endsMs, [...new Uint8Array(chunk?.bytes ?? new ArrayBuffer())]]).toEqual([0, 2_004, [1, 2]]);
  });

  it("begins a new track whenever the source changes, and ends the one before", async () => {
    const { recorder, store, clock, send } = world();
    recorder.setCapturing(true);
    await settle();
    await send({ video: track("video") });
    clock.now = 60_000;
    await send({ video: track("video") });
    await send({ audio: null });
    expect(FakeMediaRecorder.all).toHaveLength(2);
    await settle();
    await send({ video: null });
    await settle();
    const tracks = await store.tracks();
    expect(tracks.map(({ startedAt, count, isEnded }) => [startedAt, count, isEnded])).toEqual([
      [50_000, 1, true],
      [60_000, 1, true],
    ]);
    expect(running()).toHaveLength(0);
  });

  it("keeps one track through short silences, and gives the device back after a long one", async () => {
    vi.useFakeTimers();
    const { recorder, store, send } = world();
    const settled = () => vi.advanceTimersByTimeAsync(1);
    const microphone = track("audio");
    const say = async (audio: MediaStreamTrack | null) => {
      void send({ audio });
      await settled();
    };
    await say(microphone);
    recorder.setCapturing(true);
    await settled();
    const [recorded] = FakeMediaRecorder.all[0]!.stream.tracks;
    expect(recorded).not.toBe(microphone);
    for (let time = 0; time < 300; time += 1) {
      await say(null);
      expect(recorded!.enabled).toBe(false);
      await say(microphone);
      expect(recorded!.enabled).toBe(true);
    }
    expect(FakeMediaRecorder.all).toHaveLength(1);
    await say(null);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(running()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(running()).toHaveLength(0);
    expect(recorded!.readyState).toBe("ended");
    await say(microphone);
    expect(running()).toHaveLength(1);
    expect(await store.tracks()).toHaveLength(2);
    // Leaving gives it back at once.
    const [again] = running()[0]!.stream.tracks;
    void recorder.finish();
    expect(again!.readyState).toBe("ended");
    vi.useRealTimers();
  });

  it("stops every capture at once when it is paused, and goes on with new tracks", async () => {
    const { recorder, store, send } = world();
    await send({ audio: track("audio"), video: track("video") });
    recorder.setCapturing(true);
    await settle();
    expect(running()).toHaveLength(2);
    recorder.setCapturing(false);
    expect(running()).toHaveLength(0);
    recorder.setCapturing(true);
    await settle();
    expect(running()).toHaveLength(2);
    await settle();
    expect(await store.tracks()).toHaveLength(4);
  });

  it("records a shared screen with its sound as one track", async () => {
    const { recorder, share } = world();
    recorder.setCapturing(true);
    await settle();
    await share({ video: track("video"), audio: track("audio") });
    expect(FakeMediaRecorder.all.map(({ options }) => options.mimeType)).toEqual(["video/webm;codecs=vp8,opus"]);
    await share(null);
    expect(running()).toHaveLength(0);
  });

  it("says what this browser cannot record, as long as it is on", async () => {
    const { recorder, send } = world();
    FakeMediaRecorder.isTypeSupported = (mimeType) => mimeType.startsWith("audio");
    recorder.setCapturing(true);
    await settle();
    await send({ audio: track("audio"), video: track("video") });
    expect(recorder.state.impossible).toEqual(["camera"]);
    expect(running()).toHaveLength(1);
    await send({ video: null });
    expect(recorder.state.impossible).toEqual([]);
    FakeMediaRecorder.isTypeSupported = (mimeType) => mimeType.includes("webm");
  });

  it("begins anew where the browser gave up", async () => {
    const { recorder, store, send } = world();
    recorder.setCapturing(true);
    await send({ audio: track("audio") });
    FakeMediaRecorder.all[0]?.giveUp();
    await vi.waitFor(() => expect(running()).toHaveLength(1), { timeout: 3_000 });
    await settle();
    expect((await store.tracks()).map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it("stops when this device is full, loses nothing of before, and begins again once all is sent", async () => {
    const { recorder, store, send, uploads } = world();
    recorder.setCapturing(true);
    await settle();
    await send({ audio: track("audio") });
    FakeMediaRecorder.all[0]?.give([1]);
    await settle();
    vi.spyOn(store, "addChunk").mockRejectedValueOnce(new StoreFull());
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    FakeMediaRecorder.all[0]?.give([2]);
    await settle();
    expect(recorder.state.isFull).toBe(true);
    expect(running()).toHaveLength(0);
    expect((await store.tracks()).map(({ count, isEnded }) => [count, isEnded])).toEqual([[1, true]]);
    uploads.say("state", { isBusy: false, trouble: null });
    await settle();
    expect(recorder.state.isFull).toBe(false);
    expect(running()).toHaveLength(1);
  });

  it("says up to when everything is saved", async () => {
    const { recorder, store, clock, send, uploads } = world();
    recorder.setCapturing(true);
    await settle();
    await send({ audio: track("audio") });
    clock.now = 51_000;
    await send({ video: track("video") });
    await settle();
    const [microphone, camera] = (await store.tracks()).map(({ id }) => id);
    expect(recorder.state.savedUntil).toBeNull();
    uploads.say("saved", { trackId: microphone, endsMs: 4_000 });
    expect(recorder.state.savedUntil).toBe(51_000);
    uploads.say("saved", { trackId: camera, endsMs: 2_000 });
    expect(recorder.state.savedUntil).toBe(53_000);
    uploads.say("done", { trackId: camera });
    expect(recorder.state.savedUntil).toBe(54_000);
  });

  it("keeps the last words when the room is left, and what there is when the page is hidden", async () => {
    const { recorder, store, send } = world();
    recorder.setCapturing(true);
    await settle();
    await send({ audio: track("audio") });
    window.dispatchEvent(new Event("pagehide"));
    await settle();
    expect((await store.tracks())[0]?.count).toBe(1);
    await recorder.finish();
    expect((await store.tracks()).map(({ count, isEnded }) => [count, isEnded])).toEqual([[2, true]]);
    await send({ audio: track("audio") });
    expect(running()).toHaveLength(0);
  });
});
