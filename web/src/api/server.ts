import { queryOptions } from "@tanstack/react-query";

import { api, ok } from "./client";

/** The server about itself: its version, and whether it is a demonstration. */
export const serverQuery = queryOptions({
  queryKey: ["server"],
  queryFn: () => ok(api.GET("/api/health")),
  staleTime: Infinity,
});
