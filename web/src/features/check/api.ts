import { queryOptions } from "@tanstack/react-query";

import { api, ok } from "@/api/client";
import type { CheckInput, PersonCheck } from "@/api/types";
import type { CheckSetup } from "@/call/check/probes";

/** Which session a check is for. */
export interface Meeting {
  title: string;
  teacher: string;
  /** Without an account there is no way in, nor for a report. */
  needsAccount: boolean;
  /** Its calls go through the relay alone, where the server has one. */
  hidesAddresses: boolean;
}

/** With the passcode of a link, or as somebody who has a place in the session. */
export function meetingQuery(meetingId: string, passcode: string | null, sessionId: string | null) {
  return queryOptions({
    queryKey: ["check", "meeting", meetingId, passcode, sessionId],
    queryFn: () => (passcode !== null ? byPasscode(meetingId, passcode) : byPlace(sessionId ?? "")),
    enabled: passcode !== null || sessionId !== null,
    staleTime: Infinity,
  });
}

/** `hidesAddresses`: of the session that the check is for. */
export async function askSetup(hidesAddresses: boolean): Promise<CheckSetup> {
  const setup = await ok(api.GET("/api/check"));
  const hasRelay = setup.ice_servers.some(({ urls }) => urls.some((url) => url.startsWith("turn")));
  return {
    iceServers: setup.ice_servers.map(({ urls, username, credential }) => ({
      urls,
      // The browser refuses a null where it expects a string or nothing.
      ...(username ? { username } : {}),
      ...(credential ? { credential } : {}),
    })),
    relayOnly: setup.relay_only || (hidesAddresses && hasRelay),
    largestDownload: setup.largest_download_bytes,
    largestUpload: setup.largest_upload_bytes,
  };
}

export function sendReport(meetingId: string, body: CheckInput): Promise<PersonCheck> {
  return ok(api.POST("/api/rooms/{meeting_id}/checks", { params: { path: { meeting_id: meetingId } }, body }));
}

async function byPasscode(meetingId: string, passcode: string): Promise<Meeting> {
  const { session, entry } = await ok(
    api.POST("/api/rooms/{meeting_id}/preview", { params: { path: { meeting_id: meetingId } }, body: { passcode } }),
  );
  return { title: session.title, teacher: session.teacher_name, needsAccount: entry === "sign_in", hidesAddresses: session.hide_addresses };
}

async function byPlace(sessionId: string): Promise<Meeting> {
  const { title, teacher, hide_addresses } = await ok(
    api.GET("/api/sessions/{session_id}", { params: { path: { session_id: sessionId } } }),
  );
  return { title, teacher: teacher.name, needsAccount: false, hidesAddresses: hide_addresses };
}
