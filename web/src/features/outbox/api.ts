import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, ok } from "@/api/client";

export const mailsQuery = infiniteQueryOptions({
  queryKey: ["outbox", "list"],
  queryFn: ({ pageParam }) =>
    ok(api.GET("/api/outbox", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: "",
  getNextPageParam: (page) => page.next_cursor,
  refetchInterval: 10_000,
});

export function mailQuery(id: string) {
  return queryOptions({
    queryKey: ["outbox", "one", id],
    queryFn: () => ok(api.GET("/api/outbox/{mail_id}", { params: { path: { mail_id: id } } })),
  });
}
