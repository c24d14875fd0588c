import { infiniteQueryOptions } from "@tanstack/react-query";

import { api, ok } from "@/api/client";

/** The pages of a lesson's chat, the newest first; within a page the oldest message comes first. */
export function sessionChatQuery(sessionId: string) {
  return infiniteQueryOptions({
    queryKey: ["sessions", "chat", sessionId],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/api/sessions/{session_id}/chat", {
          params: { path: { session_id: sessionId }, query: pageParam === null ? {} : { before: pageParam } },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.more ? page.messages[0]?.id : undefined),
  });
}
