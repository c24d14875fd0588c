import { getRouteApi } from "@tanstack/react-router";

import ReplayPage from "@/features/replay/pages/ReplayPage";

const route = getRouteApi("/replay-data/replay/$recordingId");

export function ReplayRoute() {
  const { recordingId } = route.useParams();
  const { t = 0 } = route.useSearch();
  return <ReplayPage key={recordingId} recordingId={recordingId} startSeconds={t} />;
}
