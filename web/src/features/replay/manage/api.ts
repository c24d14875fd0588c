import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, ok } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { components } from "@/api/schema";
import type { MadeLink, Recording, RecordingChange, SessionStatus } from "@/api/types";
import type { DocumentName } from "@/replay/manifest";

type Schemas = components["schemas"];

const params = (id: string) => ({ params: { path: { recording_id: id } } });

function changed(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ["recordings"] });
}

export async function changeRecording(id: string, body: RecordingChange): Promise<Recording> {
  const recording = await ok(api.PATCH("/api/recordings/{recording_id}", { ...params(id), body }));
  await changed();
  return recording;
}

export function useDeleteRecording(id: string) {
  return useMutation({
    mutationFn: async () => {
      await ok(api.DELETE("/api/recordings/{recording_id}", params(id)));
      await changed();
    },
  });
}

/** Chapters that were added. Whoever shows them asks for the replay again. */
export function addMark(id: string, atMs: number, title: string) {
  return ok(api.POST("/api/recordings/{recording_id}/marks", { ...params(id), body: { at_ms: atMs, title } }));
}

export function renameMark(id: string, markId: string, title: string) {
  return ok(
    api.PATCH("/api/recordings/{recording_id}/marks/{mark_id}", { params: { path: { recording_id: id, mark_id: markId } }, body: { title } }),
  );
}

export function deleteMark(id: string, markId: string) {
  return ok(api.DELETE("/api/recordings/{recording_id}/marks/{mark_id}", { params: { path: { recording_id: id, mark_id: markId } } }));
}

/** WebVTT, in place of the captions in this language. */
export async function putCaptions(id: string, language: string, vtt: string): Promise<void> {
  await ok(
    api.PUT("/api/recordings/{recording_id}/captions", {
      params: { path: { recording_id: id }, query: { language } },
      body: vtt,
      bodySerializer: (text: string) => text,
      headers: { "Content-Type": "text/vtt" },
    }),
  );
  await changed();
}

export async function deleteCaptions(id: string, language: string): Promise<void> {
  await ok(api.DELETE("/api/recordings/{recording_id}/captions", { params: { path: { recording_id: id }, query: { language } } }));
  await changed();
}

/** Sessions in whose board or code this person may perhaps write: their own that are not over, and those that go on just now. */
export function writableSessionsQuery(userId: string) {
  return queryOptions({
    queryKey: ["sessions", "writable", userId],
    queryFn: async () => {
      const query = { status: ["draft", "scheduled", "live"] as SessionStatus[], order: "soonest" as const, limit: 50 };
      const { items } = await ok(api.GET("/api/sessions", { params: { query } }));
      return items.filter(({ teacher, status }) => teacher.id === userId || status === "live");
    },
  });
}

/** A page or file, as it was, becomes a new one of another session. */
export function goOn(id: string, name: DocumentName, body: Schemas["ContinueInput"]) {
  return ok(api.POST("/api/recordings/{recording_id}/documents/{name}/continue", { params: { path: { recording_id: id, name } }, body }));
}

const linksKey = (id: string) => ["recordings", "links", id];

/** Those that still open it. */
export function linksQuery(id: string) {
  return queryOptions({
    queryKey: linksKey(id),
    queryFn: () => ok(api.GET("/api/recordings/{recording_id}/links", params(id))),
  });
}

export function useLinks(id: string) {
  const refresh = () => queryClient.invalidateQueries({ queryKey: linksKey(id) });
  const make = useMutation({
    mutationFn: (days: number | null): Promise<MadeLink> =>
      ok(api.POST("/api/recordings/{recording_id}/links", { ...params(id), body: { days } })),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: (linkId: string) =>
      ok(api.DELETE("/api/recordings/{recording_id}/links/{link_id}", { params: { path: { recording_id: id, link_id: linkId } } })),
    onSuccess: (_, linkId) => {
      // What was just made is not shown once it is dead.
      if (make.data?.id === linkId) make.reset();
      return refresh();
    },
  });
  return { make, revoke };
}
