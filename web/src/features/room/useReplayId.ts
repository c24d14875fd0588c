import { useEffect, useState } from "react";

import { recordingOf } from "@/api/recordings";

/** What was recorded of a session, for people with an account: null: nothing, or there is nobody to ask for; undefined: that is not known yet. */
export function useReplayId(sessionId: string | null): string | null | undefined {
  const [found, setFound] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    if (sessionId === null) return;
    // Without an answer there is no link: the session's page has it too.
    recordingOf(sessionId).then(
      (recording) => setFound(recording?.id ?? null),
      () => setFound(null),
    );
  }, [sessionId]);
  return sessionId === null ? null : found;
}
