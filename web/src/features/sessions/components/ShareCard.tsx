import { useTranslation } from "react-i18next";

import type { Session } from "@/api/types";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { CopyField, CopyLabel, useCopy } from "@/ui/CopyField";

/** How others get in. Only the teacher is shown it: whoever has it may knock. */
export function ShareCard({ session, link, passcode }: { session: Session; link: string; passcode: string }) {
  const { t } = useTranslation("sessions");
  const [state, copy] = useCopy();
  const address = new URL(link, window.location.origin);
  return (
    <Card aria-labelledby="share-heading" className="flex flex-col gap-4 p-6">
      <h2 id="share-heading" className="text-xl">
        {t("share.title")}
      </h2>
      <p className="text-quiet">{t(session.allow_guests ? "share.guests" : "share.noGuests")}</p>
      <Button variant="secondary" onClick={() => copy(address.href)} className="w-full">
        {state === "idle" ? t("share.copyLink") : <CopyLabel state={state} />}
      </Button>
      <p className="font-mono text-sm break-all text-quiet select-all">{address.href}</p>
      <div className="flex flex-col gap-3 border-t border-line pt-4">
        <CopyField label={t("share.meetingId")} value={session.meeting_id} />
        <CopyField label={t("share.passcode")} value={passcode} />
      </div>
    </Card>
  );
}
