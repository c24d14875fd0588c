// @vitest-environment node
import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, it, vi } from "vitest";

import { openChunkStore } from "./chunk-store";
import { FakeTrackServer, storedChunk, storedTrack } from "./fake-recording";

const server = vi.hoisted<{ current: unknown }>(() => ({ current: null }));
vi.mock("./track-server", () => ({
  get trackServer() {
    return server.current;
  },
}));

let fake: FakeTrackServer;
/** The locks that living pages hold. */
let held: string[];
beforeEach(() => {
  fake = new FakeTrackServer();
  server.current = fake;
  held = [];
  const request = async (name: string, task: () => Promise<unknown>) => {
    held.push(name);
    return task();
  };
  const query = async () => ({ held: held.map((name) => ({ name })) });
  vi.stubGlobal("navigator", { locks: { request, query } });
  vi.stubGlobal("indexedDB", new IDBFactory());
  // Each test is a page of its own.
  vi.resetModules();
});

const resume = async () => (await import("./resume-uploads")).resumeUploads();

it("makes no database where nothing was recorded", async () => {
  await resume();
  expect(await indexedDB.databases()).toEqual([]);
});

it("sends and closes what a dead page has left, and leaves a living one alone", async () => {
  const store = await openChunkStore();
  await store.putTrack(storedTrack("left", { page: "dead", isOpen: true, count: 5 }));
  await store.addChunk(storedChunk("left", 5));
  await store.putTrack(storedTrack("running", { page: "alive" }));
  await store.addChunk(storedChunk("running", 0));
  held.push("chalkroom-recording-alive");
  await resume();
  await vi.waitFor(() => expect(fake.closed).toEqual([{ trackId: "left", count: 6 }]));
  expect(fake.chunks.map(({ trackId, number }) => [trackId, number])).toEqual([["left", 5]]);
  expect((await store.tracks()).map(({ id, isEnded }) => [id, isEnded])).toEqual([["running", false]]);
});

it("notes what comes too late for the server", async () => {
  const store = await openChunkStore();
  await store.putTrack(storedTrack("late", { page: "dead", kind: "microphone", count: 1 }));
  await store.addChunk(storedChunk("late", 0));
  // Of this page's own modules, which know their problems again.
  const { problem } = await import("./fake-recording");
  fake.refusals.open.push(problem(410, "session_ended"));
  await resume();
  const { notSaved } = await import("./not-saved");
  await vi.waitFor(() => expect(notSaved.current).toMatchObject([{ sessionId: "lesson", kinds: ["microphone"], code: "session_ended" }]));
  expect(await store.tracks()).toEqual([]);
});
