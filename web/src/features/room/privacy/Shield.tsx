import { type LucideIcon, Shield as Plain, ShieldCheck, ShieldOff } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/ui/cx";

import type { Room } from "../room";
import type { RoomState } from "../room-state";
import { type Privacy, privacyOf } from "./privacy";

const PrivacyDialog = lazy(() => import("./PrivacyDialog"));

const ICONS: Record<Privacy, LucideIcon> = { direct: ShieldCheck, sealed: ShieldCheck, server: Plain, opened: ShieldOff };

/** In the room's top line: how private it is, and the way to more about it. Of a room that was opened it says so for good. */
export function Shield({ room, state }: { room: Room; state: RoomState }) {
  const { t } = useTranslation("privacy");
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const privacy = privacyOf(state, room.keys !== null);
  const Icon = ICONS[privacy];
  const isOpened = privacy === "opened";
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={t(`shield.${privacy}`)}
        title={t(`shield.${privacy}`)}
        data-shield={privacy}
        onClick={() => setOpen(true)}
        className={cx(
          "inline-flex min-h-11 min-w-11 shrink-0 items-center justify-center gap-2 rounded-full text-sm transition-colors hover:bg-hover",
          isOpened ? "px-3 font-semibold text-yellow" : "text-quiet hover:text-ink",
        )}
      >
        <Icon size={20} aria-hidden />
        {isOpened && t("mark")}
      </button>
      <Suspense>
        {open && (
          <PrivacyDialog
            room={room}
            state={state}
            onClose={() => setOpen(false)}
            returnFocus={() => button.current?.focus()}
          />
        )}
      </Suspense>
    </>
  );
}
