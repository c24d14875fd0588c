import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, ok } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { MadeLink, Recording, RecordingChange } from "@/api/types";

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
    onSuccess: refresh,
  });
  return { make, revoke };
}
