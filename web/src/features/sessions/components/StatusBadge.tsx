import { useTranslation } from "react-i18next";

import type { SessionStatus } from "@/api/types";
import { Badge, type Tone } from "@/ui/Badge";

const TONES: Record<SessionStatus, Tone> = {
  draft: "neutral",
  scheduled: "accent",
  live: "attention",
  ended: "neutral",
  cancelled: "danger",
};

export function StatusBadge({ status }: { status: SessionStatus }) {
  const { t } = useTranslation("sessions");
  return (
    <Badge tone={TONES[status]}>
      {status === "live" && <span aria-hidden className="size-2 rounded-full bg-accent animate-breathe" />}
      {t(`status.${status}`)}
    </Badge>
  );
}
