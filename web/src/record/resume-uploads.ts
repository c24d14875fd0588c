import { mayHaveLeftovers, type StoredTrack } from "./chunk-store";
import { livingPages, openUploads, type Uploads } from "./uploads";

const ONE_AT_A_TIME = "chalkroom-leftovers";

/**
 * Sends what pages that are no longer there have captured and could not send: after a crash, a reload, or a lesson on a bad line. Of
 * several tabs one does it.
 */
export async function resumeUploads(): Promise<void> {
  if (!(await mayHaveLeftovers())) return;
  const uploads = await openUploads();
  await withLock(async () => {
    const isAlive = await livingPages();
    const orphans = (await uploads.store.tracks()).filter(({ page }) => !isAlive(page));
    for (const track of orphans) await adopt(uploads, track);
  });
}

/** Its page is gone: nothing more comes, and it is this page's now. */
async function adopt({ store, uploader, page }: Uploads, { id }: StoredTrack): Promise<void> {
  await store.changeTrack(id, { isEnded: true, page });
  uploader.take(id);
}

async function withLock<Result>(task: () => Promise<Result>): Promise<Result> {
  if (!("locks" in navigator)) return task();
  return await navigator.locks.request(ONE_AT_A_TIME, task);
}
