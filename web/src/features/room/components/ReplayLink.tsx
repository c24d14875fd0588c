import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { recordingOf } from "@/api/recordings";
import { buttonClass } from "@/ui/Button";

/** After the visit: the way to what was recorded of it, as soon as that is known. For people with an account. */
export function ReplayLink({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation("room");
  const [recordingId, setRecordingId] = useState<string | null>(null);
  useEffect(() => {
    // Without an answer there is no link: the session's page has it too.
    recordingOf(sessionId).then(
      (recording) => setRecordingId(recording?.id ?? null),
      () => undefined,
    );
  }, [sessionId]);
  if (recordingId === null) return null;
  return (
    <Link to="/replay/$recordingId" params={{ recordingId }} preload={false} className={buttonClass({ variant: "secondary" })}>
      {t("over.replay")}
    </Link>
  );
}
