import { MonitorX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";
import { Button } from "@/ui/Button";

import type { Rect } from "../arrangement";
import type { Room } from "../room";
import { Picture } from "./Picture";
import { NameTag, tileClass } from "./Tile";

interface ScreenTileProps {
  participant: RemoteParticipant;
  rect: Rect;
  children?: ReactNode;
}

/** What somebody shares: never cut off, whatever its shape. */
export function ScreenTile({ participant, rect, children }: ScreenTileProps) {
  const { t } = useTranslation("stage");
  const label = t("screenOf", { name: participant.name });
  return (
    <li data-screen-of={participant.id} style={rect} className={tileClass(false, "absolute! bg-black!")}>
      <Picture stream={participant.screenStream} label={label} whole />
      <NameTag name={label} />
      {children}
    </li>
  );
}

/** One's own screen is not shown again: it would show itself without end. */
export function OwnScreenTile({ room, rect }: { room: Room; rect: Rect }) {
  const { t } = useTranslation("stage");
  return (
    <li data-own-screen style={rect} className={tileClass(false, "absolute! flex flex-col items-center justify-center gap-3 p-3 text-center")}>
      <p>
        <span className="block font-semibold">{t("ownScreen")}</span>
        <span className="block text-sm text-quiet">{t("ownScreenHint")}</span>
      </p>
      <Button onClick={() => room.screen.stop()}>
        <MonitorX size={20} aria-hidden />
        {t("stopSharing")}
      </Button>
    </li>
  );
}
