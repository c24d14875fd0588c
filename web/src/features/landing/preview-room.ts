import { api, ok } from "@/api/client";
import type { RoomPreview } from "@/api/types";

/** Throws a Problem when there is no such room or the passcode is another. */
export function previewRoom(meetingId: string, passcode: string): Promise<RoomPreview> {
  return ok(
    api.POST("/api/rooms/{meeting_id}/preview", {
      params: { path: { meeting_id: meetingId } },
      body: { passcode },
    }),
  );
}
