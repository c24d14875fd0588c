import { QueryClientProvider } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";

import { queryClient } from "@/api/query-client";

/** Around every page that reads from the server. The landing page does without, and loads that much faster. */
export default function DataLayout() {
  return (
    <QueryClientProvider client={queryClient}>
      <Outlet />
    </QueryClientProvider>
  );
}
