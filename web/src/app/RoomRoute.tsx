import { QueryClientProvider } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ComponentType, lazy } from "react";

import { queryClient } from "@/api/query-client";

const route = getRouteApi("/video-room/$meetingId");
const pages = import.meta.glob<{ default: ComponentType<{ meetingId: string }> }>("../features/room/pages/RoomPage.tsx");
const RoomPage = lazy(async () => {
  const load = pages["../features/room/pages/RoomPage.tsx"];
  return load ? load() : { default: () => null };
});

export function RoomRoute() {
  const { meetingId } = route.useParams();
  return (
    <QueryClientProvider client={queryClient}>
      <RoomPage key={meetingId} meetingId={meetingId} />
    </QueryClientProvider>
  );
}
