// @vitest-environment node
import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { ChunksInMemory, type ChunkStore, openChunkStore, StoreFull } from "./chunk-store";
import { storedChunk as chunk, storedTrack as track } from "./fake-recording";

let estimate = { usage: 0, quota: 1e12 };
beforeEach(() => {
  estimate = { usage: 0, quota: 1e12 };
  vi.stubGlobal("navigator", { storage: { estimate: async () => estimate } });
  vi.stubGlobal("indexedDB", new IDBFactory());
});

const kinds: [string, () => Promise<ChunkStore>][] = [
  ["in IndexedDB", openChunkStore],
  ["in memory", async () => new ChunksInMemory()],
];

describe.each(kinds)("chunks %s", (_, open) => {
  it("gives the first chunk of each track until it is removed, however high the numbers get", async () => {
    const store = await open();
    await store.putTrack(track("b", { startedAt: 2_000 }));
    await store.putTrack(track("a"));
    for (const number of [8, 9, 10]) await store.addChunk(chunk("a", number));
    await store.addChunk(chunk("b", 0));
    expect((await store.tracks()).map(({ id, count }) => [id, count])).toEqual([
      ["a", 11],
      ["b", 1],
    ]);
    await store.removeChunk("a", 8);
    expect(await store.firstChunk("a")).toEqual(chunk("a", 9));
    await store.removeChunk("a", 9);
    expect((await store.firstChunk("a"))?.number).toBe(10);
  });

  it("forgets a track with everything of it", async () => {
    const store = await open();
    await store.putTrack(track("a"));
    await store.putTrack(track("ab"));
    await store.addChunk(chunk("a", 0));
    await store.addChunk(chunk("ab", 0));
    await store.removeTrack("a");
    expect((await store.tracks()).map(({ id }) => id)).toEqual(["ab"]);
    expect(await store.firstChunk("a")).toBeNull();
    expect(await store.firstChunk("ab")).not.toBeNull();
  });

  it("keeps nothing of a track that the server did not want, while it is still being recorded", async () => {
    const store = await open();
    await store.putTrack(track("a"));
    await store.addChunk(chunk("a", 0));
    await store.removeTrack("a");
    await store.addChunk(chunk("a", 1));
    expect(await store.firstChunk("a")).toBeNull();
    expect(await store.tracks()).toEqual([]);
  });

  it("changes what it knows of a track, and does not bring back what is gone", async () => {
    const store = await open();
    await store.putTrack(track("a"));
    await store.changeTrack("a", { isOpen: true });
    await store.changeTrack("b", { isOpen: true });
    expect(await store.tracks()).toEqual([track("a", { isOpen: true })]);
  });
});

it("is there after the page was closed", async () => {
  const before = await openChunkStore();
  await before.putTrack(track("a"));
  await before.addChunk(chunk("a", 0));
  const after = await openChunkStore();
  expect((await after.tracks()).map(({ id, count }) => [id, count])).toEqual([["a", 1]]);
  expect(await after.firstChunk("a")).toEqual(chunk("a", 0));
});

it("takes nothing new when it is full, and keeps what it has", async () => {
  const store = await openChunkStore();
  await store.putTrack(track("a"));
  await store.addChunk(chunk("a", 0));
  estimate = { usage: 900, quota: 1_000 };
  await expect(store.addChunk(chunk("a", 1))).rejects.toBeInstanceOf(StoreFull);
  estimate = { usage: 2_000_000_000, quota: 1e12 };
  await expect(store.addChunk(chunk("a", 1))).rejects.toBeInstanceOf(StoreFull);
  expect((await store.tracks())[0]?.count).toBe(1);
  expect((await store.firstChunk("a"))?.number).toBe(0);
});
