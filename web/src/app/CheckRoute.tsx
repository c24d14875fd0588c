import { getRouteApi } from "@tanstack/react-router";

import CheckPage from "@/features/check/pages/CheckPage";

import { takePasscode } from "./scrub-passcode";

const route = getRouteApi("/shell/data/check/$meetingId");

export function CheckRoute() {
  const { meetingId } = route.useParams();
  const { session } = route.useSearch();
  return (
    <CheckPage key={meetingId} session={{ meetingId, passcode: takePasscode(meetingId), sessionId: session ?? null }} />
  );
}

export function PlainCheckRoute() {
  return <CheckPage session={null} />;
}
