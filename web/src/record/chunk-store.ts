import { type DBSchema, type IDBPDatabase, openDB } from "idb";

import type { RecordedKind } from "./formats";

/** A track that the server does not have yet as a whole. */
export interface StoredTrack {
  /** Made here, as `uploadToken` is: opening it twice is harmless. */
  id: string;
  /** 32 random bytes, base64url: whoever has them may add to this track. */
  uploadToken: string;
  sessionId: string;
  /** The participant whom it shows, where that is not the one whose page made it. */
  copyOf?: string;
  /** Opens the track. A room token works for that until a day after its session. */
  roomToken: string;
  /** The life of a page that records it, or did. */
  page: string;
  kind: RecordedKind;
  mimeType: string;
  /** By the room's clock, in milliseconds since 1970. */
  startedAt: number;
  /** The server knows it. */
  isOpen: boolean;
  /** How many chunks there are so far. */
  count: number;
  /** Nothing more comes. */
  isEnded: boolean;
}

/** A piece of a track that the server has not acknowledged. */
export interface StoredChunk {
  trackId: string;
  number: number;
  endsMs: number;
  bytes: ArrayBuffer;
}

/** All that this browser may keep. Beyond that, or when the disk is full, nothing new is taken, and nothing old is lost. */
export class StoreFull extends Error {}

/** What was captured and is not acknowledged. Every method may fail as the browser's database does. */
export interface ChunkStore {
  /** Of all lives of all pages, the one that started first at the front. */
  tracks(): Promise<StoredTrack[]>;
  putTrack(track: StoredTrack): Promise<void>;
  changeTrack(id: string, change: Partial<StoredTrack>): Promise<void>;
  /** With whatever of it is here. */
  removeTrack(id: string): Promise<void>;
  /** Nothing is kept of a track that is not here (any more): nobody would ever send it, or take it away. Throws StoreFull. */
  addChunk(chunk: StoredChunk): Promise<void>;
  removeChunk(trackId: string, number: number): Promise<void>;
  /** The first of a track. */
  firstChunk(trackId: string): Promise<StoredChunk | null>;
}

interface Schema extends DBSchema {
  tracks: { key: string; value: StoredTrack };
  chunks: { key: [trackId: string, number: number]; value: StoredChunk };
}

const DATABASE = "chalkroom-recording";
/** About an hour and a half of camera, screen and sound. */
const MOST_BYTES = 2_000_000_000;
/** Of what the browser says is left: other things of this site need some, too. */
const SHARE_OF_QUOTA = 0.8;

/** In IndexedDB, where it outlives reloads and crashes; in a window that has none, in memory, as long as the page lives. */
export async function openChunkStore(): Promise<ChunkStore> {
  try {
    const database = await openDB<Schema>(DATABASE, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("tracks", { keyPath: "id" });
        fresh.createObjectStore("chunks", { keyPath: ["trackId", "number"] });
      },
    });
    return new KeptChunks(database);
  } catch (error) {
    console.info("This browser keeps nothing: what is recorded is only as safe as this page.", error);
    return new ChunksInMemory();
  }
}

/** Whether there is anything that some page has left behind; makes no database where there is none. */
export async function mayHaveLeftovers(): Promise<boolean> {
  // Safari 16 and Firefox ESR have it, too; a browser without it simply looks.
  if (typeof indexedDB.databases !== "function") return true;
  return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
}

class KeptChunks implements ChunkStore {
  readonly #database: IDBPDatabase<Schema>;

  constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  async tracks(): Promise<StoredTrack[]> {
    return inOrder(await this.#database.getAll("tracks"));
  }

  async putTrack(track: StoredTrack): Promise<void> {
    await this.#database.put("tracks", track);
  }

  async changeTrack(id: string, change: Partial<StoredTrack>): Promise<void> {
    const transaction = this.#database.transaction("tracks", "readwrite");
    const track = await transaction.store.get(id);
    if (track) await transaction.store.put({ ...track, ...change });
    await transaction.done;
  }

  async removeTrack(id: string): Promise<void> {
    const transaction = this.#database.transaction(["tracks", "chunks"], "readwrite");
    await transaction.objectStore("tracks").delete(id);
    await transaction.objectStore("chunks").delete(ofTrack(id));
    await transaction.done;
  }

  async addChunk(chunk: StoredChunk): Promise<void> {
    await this.#makeSure(chunk.bytes.byteLength);
    const transaction = this.#database.transaction(["tracks", "chunks"], "readwrite");
    try {
      const tracks = transaction.objectStore("tracks");
      const track = await tracks.get(chunk.trackId);
      if (track) {
        await transaction.objectStore("chunks").put(chunk);
        await tracks.put({ ...track, count: Math.max(track.count, chunk.number + 1) });
      }
      await transaction.done;
    } catch (error) {
      // The transaction fails with it; only the first failure says why.
      transaction.done.catch(() => undefined);
      throw (error as DOMException).name === "QuotaExceededError" ? new StoreFull() : error;
    }
  }

  async removeChunk(trackId: string, number: number): Promise<void> {
    await this.#database.delete("chunks", [trackId, number]);
  }

  async firstChunk(trackId: string): Promise<StoredChunk | null> {
    const cursor = await this.#database.transaction("chunks").store.openCursor(ofTrack(trackId));
    return cursor?.value ?? null;
  }

  async #makeSure(bytes: number): Promise<void> {
    const { usage = 0, quota = Infinity } = (await navigator.storage?.estimate?.()) ?? {};
    if (usage + bytes > Math.min(MOST_BYTES, quota * SHARE_OF_QUOTA)) throw new StoreFull();
  }
}

export class ChunksInMemory implements ChunkStore {
  readonly #tracks = new Map<string, StoredTrack>();
  readonly #chunks = new Map<string, StoredChunk[]>();

  async tracks(): Promise<StoredTrack[]> {
    return inOrder([...this.#tracks.values()]);
  }

  async putTrack(track: StoredTrack): Promise<void> {
    this.#tracks.set(track.id, track);
  }

  async changeTrack(id: string, change: Partial<StoredTrack>): Promise<void> {
    const track = this.#tracks.get(id);
    if (track) this.#tracks.set(id, { ...track, ...change });
  }

  async removeTrack(id: string): Promise<void> {
    this.#tracks.delete(id);
    this.#chunks.delete(id);
  }

  async addChunk(chunk: StoredChunk): Promise<void> {
    if (!this.#tracks.has(chunk.trackId)) return;
    this.#chunks.set(chunk.trackId, [...(this.#chunks.get(chunk.trackId) ?? []), chunk]);
    await this.changeTrack(chunk.trackId, { count: chunk.number + 1 });
  }

  async removeChunk(trackId: string, number: number): Promise<void> {
    const others = this.#chunks.get(trackId)?.filter((chunk) => chunk.number !== number) ?? [];
    this.#chunks.set(trackId, others);
  }

  async firstChunk(trackId: string): Promise<StoredChunk | null> {
    return this.#chunks.get(trackId)?.[0] ?? null;
  }
}

function ofTrack(id: string): IDBKeyRange {
  // An array is greater than every number in IndexedDB's order.
  return IDBKeyRange.bound([id, 0], [id, []]);
}

function inOrder(tracks: StoredTrack[]): StoredTrack[] {
  return tracks.sort((one, other) => one.startedAt - other.startedAt);
}
