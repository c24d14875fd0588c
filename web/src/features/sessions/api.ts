import { infiniteQueryOptions, queryOptions, useMutation } from "@tanstack/react-query";

import { api, ok } from "@/api/client";
import { queryClient } from "@/api/query-client";
import { recordingOf } from "@/api/recordings";
import type { NewSession, Session, SessionInput, SessionStatus } from "@/api/types";

export interface SessionFilter {
  status?: SessionStatus[];
  from?: string;
  to?: string;
  q?: string;
  order?: "soonest" | "latest";
}

const SESSIONS = ["sessions"] as const;

/** The nearest sessions that are not over, enough for a dashboard. */
export const upcomingQuery = queryOptions({
  queryKey: [...SESSIONS, "upcoming"],
  queryFn: () => {
    // A day of slack: what began yesterday evening may still be going on, beyond its planned end.
    const from = new Date(Date.now() - 86_400_000).toISOString();
    return ok(
      api.GET("/api/sessions", {
        params: { query: { status: ["scheduled", "live"], from, order: "soonest", limit: 50 } },
      }),
    );
  },
  // The other side may have begun or cancelled meanwhile.
  refetchInterval: 30_000,
});

export function sessionsQuery(filter: SessionFilter) {
  return infiniteQueryOptions({
    queryKey: [...SESSIONS, "list", filter],
    queryFn: ({ pageParam }) =>
      ok(api.GET("/api/sessions", { params: { query: { ...filter, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function sessionQuery(id: string) {
  return queryOptions({
    queryKey: [...SESSIONS, "one", id],
    queryFn: () => ok(api.GET("/api/sessions/{session_id}", { params: { path: { session_id: id } } })),
    refetchInterval: 30_000,
  });
}

export function recordingQuery(sessionId: string) {
  return queryOptions({
    queryKey: ["recordings", "of", sessionId],
    queryFn: () => recordingOf(sessionId),
    refetchInterval: ({ state }) => (state.data && state.data.state !== "ready" ? 5_000 : false),
  });
}

export async function createSession(body: NewSession): Promise<Session> {
  return remember(await ok(api.POST("/api/sessions", { body })));
}

export async function editSession(id: string, body: Partial<SessionInput>): Promise<Session> {
  return remember(await ok(api.PATCH("/api/sessions/{session_id}", { params: { path: { session_id: id } }, body })));
}

/** publish, cancel and delete of one session, each with its own progress and problem. */
export function useSessionSteps(id: string) {
  const params = { path: { session_id: id } };
  const publish = useMutation({
    mutationFn: async () => remember(await ok(api.PATCH("/api/sessions/{session_id}/publish", { params }))),
  });
  const cancel = useMutation({
    mutationFn: async () => remember(await ok(api.POST("/api/sessions/{session_id}/cancel", { params }))),
  });
  const end = useMutation({
    mutationFn: async () => remember(await ok(api.POST("/api/sessions/{session_id}/end", { params }))),
  });
  const remove = useMutation({
    mutationFn: async () => {
      await ok(api.DELETE("/api/sessions/{session_id}", { params }));
      await forgetLists();
    },
  });
  return { publish, cancel, end, remove };
}

function remember(session: Session): Session {
  queryClient.setQueryData(sessionQuery(session.id).queryKey, session);
  void forgetLists();
  return session;
}

function forgetLists(): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: [...SESSIONS, "upcoming"] }),
    queryClient.invalidateQueries({ queryKey: [...SESSIONS, "list"] }),
  ]);
}
