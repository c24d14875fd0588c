import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { ChunksInMemory, type StoredTrack } from "./chunk-store";
import { FakeTrackServer, problem, storedChunk, storedTrack } from "./fake-recording";
import { Uploader } from "./uploader";

let store: ChunksInMemory;
let server: FakeTrackServer;
let uploader: Uploader;

beforeEach(() => {
  vi.useFakeTimers();
  store = new ChunksInMemory();
  server = new FakeTrackServer();
});
afterEach(() => {
  uploader.stop();
  vi.useRealTimers();
});

async function begin(tracks: StoredTrack[], chunks: [string, number][], renewRoomToken?: () => Promise<string | null>): Promise<void> {
  for (const track of tracks) await store.putTrack(track);
  for (const [id, number] of chunks) await store.addChunk(storedChunk(id, number));
  uploader = new Uploader({ store, server, ...(renewRoomToken && { renewRoomToken }) });
  for (const { id } of tracks) uploader.take(id);
}

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const sent = () => server.chunks.map(({ trackId, number }) => `${trackId}${number}`);

it("opens, sends in order, closes, and forgets", async () => {
  await begin([storedTrack("a")], [["a", 0], ["a", 1]]);
  const saved: number[] = [];
  uploader.on("saved", ({ endsMs }) => saved.push(endsMs));
  await settle();
  expect(server.opened).toEqual(["a"]);
  expect(sent()).toEqual(["a0", "a1"]);
  expect(server.closed).toEqual([]);
  await store.addChunk(storedChunk("a", 2));
  await store.changeTrack("a", { isEnded: true });
  uploader.wake();
  await settle();
  expect(sent()).toEqual(["a0", "a1", "a2"]);
  expect(server.closed).toEqual([{ trackId: "a", count: 3 }]);
  expect(saved).toEqual([2_000, 4_000, 6_000]);
  expect(await store.tracks()).toEqual([]);
  expect(uploader.state).toEqual({ isBusy: false, trouble: null, pace: "free" });
});

it("sends what is oldest, whichever track it is of", async () => {
  const microphone = storedTrack("m", { kind: "microphone", startedAt: 2_500, isOpen: true });
  await begin([storedTrack("c", { isOpen: true }), microphone], [["c", 0], ["c", 1], ["m", 0]]);
  await settle();
  expect(sent()).toEqual(["c0", "m0", "c1"]);
});

it("tries again, later and later, until the server is back", async () => {
  server.refusals.put.push(problem(0, "network"), problem(503), problem(429), problem(507));
  await begin([storedTrack("a", { isOpen: true })], [["a", 0]]);
  await settle();
  expect(uploader.state.trouble?.code).toBe("network");
  await settle(1_000);
  await settle(2_000);
  await settle(4_000);
  expect(sent()).toEqual([]);
  await settle(7_900);
  expect(sent()).toEqual([]);
  await settle(100);
  expect(sent()).toEqual(["a0"]);
  expect(uploader.state.trouble).toBeNull();
});

it("does not wait when the network is back", async () => {
  server.refusals.put.push(...Array.from({ length: 5 }, () => problem(0, "network")));
  await begin([storedTrack("a", { isOpen: true })], [["a", 0]]);
  await settle(15_000);
  expect(sent()).toEqual([]);
  window.dispatchEvent(new Event("online"));
  await settle();
  expect(sent()).toEqual(["a0"]);
});

it("forgets a track that the server does not want", async () => {
  server.refusals.put.push(problem(410, "track_gone"));
  await begin([storedTrack("a", { isOpen: true }), storedTrack("b", { isOpen: true, startedAt: 2_000 })], [["a", 0], ["a", 1], ["b", 0]]);
  const refused: string[] = [];
  uploader.on("refused", ({ track, problem: { code } }) => refused.push(`${track.id} ${code}`));
  await settle();
  expect(refused).toEqual(["a track_gone"]);
  expect(sent()).toEqual(["b0"]);
  expect((await store.tracks()).map(({ id }) => id)).toEqual(["b"]);
});

it("goes on after a chunk that cannot be taken", async () => {
  server.refusals.put.push(problem(409, "chunk_differs"));
  await begin([storedTrack("a", { isOpen: true })], [["a", 0], ["a", 1]]);
  await settle();
  expect(sent()).toEqual(["a1"]);
});

it("asks for another room token where the first one is dead", async () => {
  server.refusals.open.push(problem(401, "bad_room_token"));
  await begin([storedTrack("a")], [["a", 0]], async () => "fresh");
  await settle();
  expect(server.tokens).toEqual(["room", "fresh"]);
  expect(sent()).toEqual(["a0"]);
});

it("leaves alone what belongs to another page", async () => {
  await begin([], []);
  await store.putTrack(storedTrack("other"));
  await store.addChunk(storedChunk("other", 0));
  uploader.wake();
  await settle();
  expect(server.opened).toEqual([]);
});

it("never says that there is a track of which nothing was captured", async () => {
  await begin([storedTrack("a", { isEnded: true })], []);
  await settle();
  expect(server.opened).toEqual([]);
  expect(await store.tracks()).toEqual([]);
});

it("leaves the line to the call: only voices while it is weak, nothing while it is bad, everything afterwards", async () => {
  const microphone = storedTrack("m", { kind: "microphone", isOpen: true, startedAt: 1_500 });
  await begin([storedTrack("c", { isOpen: true }), microphone], []);
  uploader.pace = "nothing";
  for (const number of [0, 1]) {
    await store.addChunk(storedChunk("c", number));
    await store.addChunk(storedChunk("m", number));
  }
  uploader.wake();
  await settle(10_000);
  expect(sent()).toEqual([]);
  expect(uploader.state.isBusy).toBe(true);
  uploader.pace = "speech";
  await settle(10_000);
  expect(sent()).toEqual(["m0", "m1"]);
  uploader.pace = "free";
  await settle();
  expect(sent()).toEqual(["m0", "m1", "c0", "c1"]);
});
