import { useState } from "react";
import { useTranslation } from "react-i18next";

import { canRecord } from "@/record/formats";
import { Switch } from "@/ui/Switch";

import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { wantsOut } from "./consent";

/** Before joining, below the button: what becomes of the recording, and the way to stay out of it. */
export function GreenConsent({ room, state }: { room: Pick<Room, "setRecorded">; state: RoomState }) {
  const { t } = useTranslation("recording");
  const [isOut, setOut] = useState(wantsOut);
  const { session, self } = state;
  if (session === null || session.recording === "never") return null;
  const isTeacher = self?.role === "teacher";
  return (
    <section aria-label={t(`green.${session.recording}.title`)} data-consent={session.recording} className="flex flex-col gap-4 border-t border-line pt-5">
      <p className="text-sm text-quiet">
        {t(`green.${session.recording}.${isTeacher ? "teacher" : "text"}`, { teacher: session.teacher_name })} {t("green.kept")}{" "}
        {t(isTeacher ? "green.seenTeacher" : "green.seen", { teacher: session.teacher_name })} {t(isTeacher ? "green.untilTeacher" : "green.until", { teacher: session.teacher_name })}
      </p>
      {!canRecord() && <p className="text-sm text-yellow">{t("green.cannot")}</p>}
      <Switch
        label={t("green.keepOut")}
        help={t("green.keepOutHelp")}
        checked={isOut}
        onChange={(out) => {
          setOut(out);
          void room.setRecorded(!out);
        }}
      />
    </section>
  );
}
