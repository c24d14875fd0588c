import { ShieldOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";

import { Banner } from "../people/Banner";
import type { RoomState } from "../room-state";

/** A room that was to be locked and is so no longer: everybody reads it, whenever they came. The shield keeps saying it. */
export function OpenedBanner({ state: { session, rules } }: { state: RoomState }) {
  const { t } = useTranslation("privacy");
  const [isRead, setRead] = useState(false);
  const isOpened = session?.end_to_end === true && !rules.encrypted;
  return (
    <div role="alert" className="empty:hidden">
      {isOpened && !isRead && (
        <Banner silent toRead icon={<ShieldOff size={20} aria-hidden />} text={t("banner.opened", { teacher: session.teacher_name })}>
          <Button onClick={() => setRead(true)}>{t("banner.read")}</Button>
        </Banner>
      )}
    </div>
  );
}
