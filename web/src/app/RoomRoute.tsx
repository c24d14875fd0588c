import { QueryClientProvider } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";

import { queryClient } from "@/api/query-client";
import RoomPage from "@/features/room/pages/RoomPage";

const route = getRouteApi("/video-room/$meetingId");

export function RoomRoute() {
  const { meetingId } = route.useParams();
  return (
    <QueryClientProvider client={queryClient}>
      <RoomPage key={meetingId} meetingId={meetingId} />
    </QueryClientProvider>
  );
}
