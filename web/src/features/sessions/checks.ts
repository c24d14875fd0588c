import { queryOptions } from "@tanstack/react-query";

import { api, ok } from "@/api/client";

/** The latest connection check of each person; for the session's teacher only. */
export function checksQuery(sessionId: string) {
  return queryOptions({
    queryKey: ["sessions", "checks", sessionId],
    queryFn: () => ok(api.GET("/api/sessions/{session_id}/checks", { params: { path: { session_id: sessionId } } })),
    refetchInterval: 30_000,
  });
}
