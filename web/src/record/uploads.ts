import { type ChunkStore, openChunkStore, type StoredTrack } from "./chunk-store";
import { notSaved } from "./not-saved";
import { trackServer } from "./track-server";
import { uploadState } from "./upload-state";
import { Uploader } from "./uploader";

/** What this page has to send, of the lesson that it is in and of earlier ones. */
export interface Uploads {
  store: ChunkStore;
  uploader: Uploader;
  /** The life of this page, by which others know its tracks. */
  page: string;
  /** While the room of a session is open: a room token in place of one that the server does not take any more. */
  renewals: Map<string, (track: StoredTrack) => Promise<string | null>>;
}

let opened: Promise<Uploads> | null = null;

/** One for the whole life of the page: two would compete for the line. */
export function openUploads(): Promise<Uploads> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Uploads> {
  const store = await openChunkStore();
  const page = crypto.randomUUID();
  holdLock(page);
  const renewals: Uploads["renewals"] = new Map();
  const renewRoomToken = async (track: StoredTrack) => (await renewals.get(track.sessionId)?.(track)) ?? null;
  const uploader = new Uploader({ store, server: trackServer, renewRoomToken });
  uploader.on("state", (state) => uploadState.set(state));
  uploader.on("refused", ({ track, problem }) => notSaved.add(track, problem));
  return { store, uploader, page, renewals };
}

/** The browser lets go of it when the page dies, however it dies: then its tracks are anybody's. */
function holdLock(page: string): void {
  if ("locks" in navigator) void navigator.locks.request(lockOf(page), () => new Promise(() => undefined));
}

/** The pages that are still alive. */
export async function livingPages(): Promise<(page: string) => boolean> {
  const { held = [] } = "locks" in navigator ? await navigator.locks.query() : {};
  const names = new Set(held.map(({ name }) => name));
  return (page) => names.has(lockOf(page));
}

function lockOf(page: string): string {
  return `chalkroom-recording-${page}`;
}
