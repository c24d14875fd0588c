import { ShieldAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { RoomSession } from "@/api/types";
import { canEncrypt } from "@/call/e2ee/support";

/** Before joining: how private the room is going to be, and what is the matter where this browser is not up to it. */
export function GreenNote({ session }: { session: RoomSession }) {
  const { t } = useTranslation("privacy");
  // Two people never outgrow the mesh.
  if (!session.end_to_end) return <p>{t(session.one_to_one ? "green.pair" : "green.open")}</p>;
  if (canEncrypt()) return <p>{t("green.sealed")}</p>;
  return (
    <div role="alert" data-cannot-encrypt className="flex gap-3 rounded-card bg-attention-soft px-4 py-3 text-ink">
      <ShieldAlert size={20} aria-hidden className="mt-0.5 shrink-0 text-yellow" />
      <div>
        <p className="font-semibold">{t("green.cannot")}</p>
        <p>{t("green.cannotHelp", { teacher: session.teacher_name })}</p>
      </div>
    </div>
  );
}
