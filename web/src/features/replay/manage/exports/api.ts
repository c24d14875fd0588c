import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, ok } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Export = Schemas["Export"];
export type ExportWish = Schemas["NewExport"];
export type ExportKind = Export["kind"];
export type Layout = NonNullable<ExportWish["layout"]>;
export type Height = NonNullable<ExportWish["height"]>;

const WORKING_EVERY_MS = 2_000;
/** Links to finished ones are good for ten minutes. */
const LINKS_EVERY_MS = 8 * 60_000;

const key = (id: string) => ["recordings", "exports", id];
const path = (id: string) => ({ params: { path: { recording_id: id } } });

export function isUnderWay({ state }: Export): boolean {
  return state === "waiting" || state === "working";
}

/** The newest first. Asked again often while one is being made, and else before its links are over. */
export function exportsQuery(recordingId: string) {
  return queryOptions({
    queryKey: key(recordingId),
    queryFn: () => ok(api.GET("/api/recordings/{recording_id}/exports", path(recordingId))),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? WORKING_EVERY_MS : LINKS_EVERY_MS),
  });
}

export function useExports(recordingId: string) {
  const refresh = () => queryClient.invalidateQueries({ queryKey: key(recordingId) });
  const begin = useMutation({
    mutationFn: (wish: ExportWish) => ok(api.POST("/api/recordings/{recording_id}/exports", { ...path(recordingId), body: wish })),
    onSuccess: refresh,
  });
  /** Ends one that is being made, deletes one that is finished. */
  const remove = useMutation({
    mutationFn: (exportId: string) =>
      ok(api.DELETE("/api/recordings/{recording_id}/exports/{export_id}", { params: { path: { recording_id: recordingId, export_id: exportId } } })),
    onSuccess: refresh,
  });
  return { begin, remove };
}
