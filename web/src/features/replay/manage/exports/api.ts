import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, ok } from "@/api/client";
import { queryClient } from "@/api/query-client";

export type ExportKind = "video" | "audio" | "chapters" | "captions" | "bundle";
export type Layout = "grid" | "speaker" | "presentation";
export type Height = 720 | 1080;

/** What somebody wants to take along; layout and height of a film only. */
export interface ExportWish {
  kind: ExportKind;
  layout?: Layout;
  height?: Height;
}

export interface Export {
  id: string;
  kind: ExportKind;
  layout: Layout | null;
  height: Height | null;
  state: "waiting" | "working" | "ready" | "failed";
  /** From 0 to 1. */
  progress: number;
  /** Of a failure. */
  reason: string | null;
  bytes: number | null;
  /** Path and query, good for ten minutes. */
  src: string | null;
  file_name: string;
  created_at: string;
  keep_until: string | null;
}

const WORKING_EVERY_MS = 2_000;
/** Links to finished ones are good for ten minutes. */
const LINKS_EVERY_MS = 8 * 60_000;

const key = (id: string) => ["recordings", "exports", id];
const path = (id: string) => ({ params: { path: { recording_id: id } } });
const PATH = "/api/recordings/{recording_id}/exports" as never;
const ONE = "/api/recordings/{recording_id}/exports/{export_id}" as never;

export function isUnderWay({ state }: Export): boolean {
  return state === "waiting" || state === "working";
}

/** The newest first. Asked again often while one is being made, and else before its links are over. */
export function exportsQuery(recordingId: string) {
  return queryOptions({
    queryKey: key(recordingId),
    queryFn: () => ok(api.GET(PATH, path(recordingId) as never)) as Promise<{ items: Export[] }>,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? WORKING_EVERY_MS : LINKS_EVERY_MS),
  });
}

export function useExports(recordingId: string) {
  const refresh = () => queryClient.invalidateQueries({ queryKey: key(recordingId) });
  const begin = useMutation({
    mutationFn: (wish: ExportWish) => ok(api.POST(PATH, { ...path(recordingId), body: wish } as never)) as Promise<Export>,
    onSuccess: refresh,
  });
  /** Ends one that is being made, deletes one that is finished. */
  const remove = useMutation({
    mutationFn: (exportId: string) =>
      ok(api.DELETE(ONE, { params: { path: { recording_id: recordingId, export_id: exportId } } } as never)),
    onSuccess: refresh,
  });
  return { begin, remove };
}
