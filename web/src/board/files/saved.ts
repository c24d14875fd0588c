import type { SharedDocument } from "@/documents/shared-document";

/** The server did not take it, or would not: nothing more can be written for now. */
export class NotSaved extends Error {}

/** Waits until everything that was written here is safe. Large things go one by one: a cut-off then costs one of them. */
export function saved(document: SharedDocument, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const end = (settle: () => void) => {
      for (const stop of stops) stop();
      settle();
    };
    const look = () => {
      const { connection, mayWrite, unsaved } = document.state;
      if (connection === "refused" || (connection === "open" && !mayWrite)) end(() => reject(new NotSaved()));
      else if (unsaved === 0) end(resolve);
    };
    const cancel = () => end(() => reject(signal?.reason as Error));
    stops.push(
      document.on("state", look),
      document.on("reset", () => end(() => reject(new NotSaved()))),
    );
    signal?.addEventListener("abort", cancel);
    stops.push(() => signal?.removeEventListener("abort", cancel));
    if (signal?.aborted) cancel();
    else look();
  });
}
