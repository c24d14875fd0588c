import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";

import type { Rect } from "../arrangement";
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
