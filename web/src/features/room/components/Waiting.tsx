import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { PageHeading } from "@/ui/PageHeading";

import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { DeviceHelp } from "./DeviceHelp";
import { Frame } from "./Frame";
import { Preview } from "./Preview";

export function Waiting({ room, state }: { room: Room; state: RoomState }) {
  const { t } = useTranslation("room");
  const teacher = state.session?.teacher_name ?? "";
  return (
    <Frame wide>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)] lg:gap-10">
        <div className="flex flex-col gap-4 max-lg:order-2">
          <Preview media={room.media} state={state.media} />
          <DeviceHelp media={room.media} state={state.media} />
        </div>
        <div className="flex flex-col items-start gap-4" role="status">
          <PageHeading title={t("waiting.heading")} className="text-2xl!">
            {t("waiting.heading")}
          </PageHeading>
          <p className="text-lg">{t(`waiting.${reason(state)}`, { teacher })}</p>
          {state.reconnecting && <p className="animate-breathe font-semibold text-yellow">{t("room.reconnectingAlone")}</p>}
          <Button variant="secondary" onClick={() => room.leave()}>
            {t("waiting.leave")}
          </Button>
        </div>
      </div>
    </Frame>
  );
}

/** Until the session is live its teacher has not come, and sees nobody. */
function reason({ isExpected, session }: RoomState): "early" | "knockingEarly" | "knocking" {
  if (isExpected) return "early";
  return session?.status === "live" ? "knocking" : "knockingEarly";
}
