import { getRouteApi } from "@tanstack/react-router";

import RoomPage from "@/features/room/pages/RoomPage";

import { takePasscode } from "./scrub-passcode";

const route = getRouteApi("/video-room/$meetingId");

export function RoomRoute() {
  const { meetingId } = route.useParams();
  const { session } = route.useSearch();
  return (
    <RoomPage
      key={meetingId}
      meetingId={meetingId}
      passcode={takePasscode(meetingId)}
      sessionId={session ?? null}
    />
  );
}
