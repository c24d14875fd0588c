import { api, ok } from "./client";

/** Where a file of a session's chat is to be had for a few minutes. */
export async function linkToFile(sessionId: string, fileId: string): Promise<string> {
  const path = { session_id: sessionId, file_id: fileId };
  const { link } = await ok(api.POST("/api/sessions/{session_id}/files/{file_id}/links", { params: { path } }));
  return link;
}
