import { asProblem, problemFrom } from "@/api/problem";
import { sha256, toBase64 } from "@/call/bytes";
import { language } from "@/i18n/language";

import type { StoredChunk, StoredTrack } from "./chunk-store";

/** What the server takes of a recording. Everything may be said again without harm; everything fails with a Problem. */
export interface TrackServer {
  open(track: StoredTrack): Promise<void>;
  /** Resolves once it is durably stored. */
  put(track: StoredTrack, chunk: StoredChunk): Promise<void>;
  close(track: StoredTrack): Promise<void>;
}

/** Then the line is taken to be dead. A chunk is some hundred kilobytes. */
const ANSWER_WITHIN_MS = 60_000;

/** Over HTTP, as docs/protocol.md says. */
export const trackServer: TrackServer = {
  open: ({ id, sessionId, copyOf, roomToken, uploadToken, kind, mimeType, startedAt }) =>
    ask(`/api/sessions/${sessionId}/tracks`, `Room ${roomToken}`, {
      method: "POST",
      ...json({
        id,
        upload_token: uploadToken,
        kind,
        mime_type: mimeType,
        started_at: new Date(startedAt).toISOString(),
        participant_id: copyOf,
      }),
    }),

  put: async ({ id, uploadToken }, { number, endsMs, bytes }) => {
    const digest = toBase64(await sha256(new Uint8Array(bytes)));
    await ask(`/api/tracks/${id}/chunks/${number}?ends_ms=${endsMs}`, `Track ${uploadToken}`, {
      method: "PUT",
      headers: { "Content-Type": "application/octet-stream", "Content-Digest": `sha-256=:${digest}:` },
      body: bytes,
    });
  },

  close: ({ id, uploadToken, count }) =>
    ask(`/api/tracks/${id}/close`, `Track ${uploadToken}`, { method: "POST", ...json({ chunk_count: count }) }),
};

function json(body: object): RequestInit {
  return { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function ask(path: string, authorization: string, init: RequestInit): Promise<void> {
  const response = await fetch(path, {
    ...init,
    // What the lesson itself asks for goes first.
    priority: "low",
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    headers: { ...init.headers, Authorization: authorization, "Accept-Language": language() },
  }).catch((error: unknown) => {
    throw asProblem(error);
  });
  if (!response.ok) throw await problemFrom(response);
}
