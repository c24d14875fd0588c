/**
 * What was loaded once stays in this browser. Its ordinary cache may find such files too large to keep; this one is for what a page
 * asks it to keep. Pages without HTTPS have none: there the ordinary one has to do.
 */
const NAME = "compiler";

/** Null: it is not kept here. */
export async function keptFile(url: string): Promise<Response | null> {
  const cache = await open();
  return (await cache?.match(url).catch(() => undefined)) ?? null;
}

/** These, and nothing of an earlier version. */
export async function keepFiles(files: Map<string, Blob>): Promise<void> {
  const cache = await open();
  if (!cache) return;
  try {
    for (const { url } of await cache.keys()) if (!files.has(new URL(url).pathname)) await cache.delete(url);
    for (const [url, blob] of files) await cache.put(url, new Response(blob));
  } catch {
    // No room for it: it is loaded once more another time.
  }
}

function open(): Promise<Cache | null> {
  return "caches" in globalThis ? caches.open(NAME).catch(() => null) : Promise.resolve(null);
}
