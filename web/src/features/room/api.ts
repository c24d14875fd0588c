import { api, ok } from "@/api/client";
import type { JoinAnswer, RoomPreview } from "@/api/types";

export function previewRoom(meetingId: string, passcode: string): Promise<RoomPreview> {
  return ok(
    api.POST("/api/rooms/{meeting_id}/preview", {
      params: { path: { meeting_id: meetingId } },
      body: { passcode },
    }),
  );
}

/** By the session's own id: its teacher and those with a place in it need no passcode. */
export function askToEnterOwn(sessionId: string): Promise<JoinAnswer> {
  return ok(api.POST("/api/sessions/{session_id}/join", { params: { path: { session_id: sessionId } } }));
}

/** By link. A guest gives a name, and after a reload the token they got last, so as to be the same person again. */
export function askToEnter(
  meetingId: string,
  passcode: string,
  guest: { name: string; room_token: string | null } | null,
): Promise<JoinAnswer> {
  return ok(
    api.POST("/api/rooms/{meeting_id}/join", {
      params: { path: { meeting_id: meetingId } },
      body: { passcode, name: guest?.name ?? null, room_token: guest?.room_token ?? null },
    }),
  );
}
