import { QueryClient } from "@tanstack/react-query";

import { subscribeAuth, currentAuth } from "./auth";
import { asProblem } from "./problem";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refused it will refuse again; only its silence is worth another try.
      retry: (failures, error) => failures < 2 && (asProblem(error).status === 0 || asProblem(error).status >= 500),
    },
  },
});

let known = currentAuth().user?.id;
subscribeAuth(() => {
  const now = currentAuth().user?.id;
  if (now !== known) queryClient.clear();
  known = now;
});
