import { getRouteApi } from "@tanstack/react-router";
import { lazy } from "react";

import { takePasscode } from "./scrub-passcode";

const route = getRouteApi("/video-room/$meetingId");
const RoomPage = lazy(() => import("@/features/room/pages/RoomPage"));

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
