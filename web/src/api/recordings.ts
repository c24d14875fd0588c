import { api, ok } from "./client";
import { asProblem } from "./problem";
import type { Recording } from "./types";

/** What was recorded of a session, and how far that is; null if nothing was, or it is not for this person. */
export async function recordingOf(sessionId: string): Promise<Recording | null> {
  try {
    return await ok(api.GET("/api/sessions/{session_id}/recording", { params: { path: { session_id: sessionId } } }));
  } catch (reason) {
    if (asProblem(reason).status === 404) return null;
    throw reason;
  }
}
