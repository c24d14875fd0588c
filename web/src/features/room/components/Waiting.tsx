import { Lock } from "lucide-react";
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
          <Why state={state} />
          {state.reconnecting && <p className="font-semibold text-yellow">{t("room.reconnectingAlone")}</p>}
          <Button variant="secondary" onClick={() => room.leave()}>
            {t("waiting.leave")}
          </Button>
        </div>
      </div>
    </Frame>
  );
}

/** What one waits for, and whose turn it is. */
function Why({ state: { isExpected, session, rules, inside } }: { state: RoomState }) {
  const { t } = useTranslation(["people", "room"]);
  const teacher = session?.teacher_name ?? "";
  const isLive = session?.status === "live";
  if (rules.locked && isLive) {
    return (
      <>
        <p className="flex items-center gap-3 text-lg font-semibold">
          <Lock size={20} className="shrink-0 text-yellow" aria-hidden />
          {t("waiting.locked", { teacher })}
        </p>
        <p className="text-lg">{t("waiting.theirTurn", { teacher })}</p>
      </>
    );
  }
  // Who is expected comes in by themselves, unless something is in the way.
  if (isExpected && inside?.teacher_present) return <p className="text-lg">{t("waiting.present", { teacher })}</p>;
  if (isExpected) return <p className="text-lg">{t("room:waiting.early", { teacher })}</p>;
  // Until the session is live its teacher has not come, and sees nobody.
  return <p className="text-lg">{t(isLive ? "room:waiting.knocking" : "room:waiting.knockingEarly", { teacher })}</p>;
}
