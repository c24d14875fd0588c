import { Check, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Waiting } from "@/call/protocol";
import { formatTime, viewerZone } from "@/i18n/dates";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";

import type { Acting } from "./acting";

/** Who waits to be let in, longest first. The server tells hosts only. */
export function Lobby({ room, waiting }: { room: Acting; waiting: readonly Waiting[] }) {
  const { t } = useTranslation("people");
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="lobby">
      <h3 id="lobby" className="mb-2 text-sm font-semibold text-quiet">
        {t("lobby.title", { count: waiting.length })}
      </h3>
      <ul className="flex flex-col gap-1">
        {waiting.map((one) => (
          <Knocking key={one.id} waiting={one} room={room} />
        ))}
      </ul>
      {waiting.length > 1 && (
        <Button className="mt-2 w-full" onClick={() => void room.do("admit-all", {})}>
          {t("lobby.admitAll")}
        </Button>
      )}
    </section>
  );
}

function Knocking({ waiting, room }: { waiting: Waiting; room: Acting }) {
  const { t } = useTranslation("room");
  const { id, name, since, has_account } = waiting;
  return (
    <li data-waiting-id={id} className="flex min-h-12 items-center gap-3">
      <Avatar name={name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={name}>
          {name}
        </span>
        <span className="block text-sm text-quiet">
          {has_account ? t("panel.waitingSince", { time: formatTime(since, viewerZone()) }) : t("panel.guest")}
        </span>
      </span>
      <IconButton
        label={t("panel.denyName", { name })}
        icon={<X size={20} aria-hidden />}
        onClick={() => void room.do("deny", { participant_id: id })}
      />
      <IconButton
        label={t("panel.admitName", { name })}
        icon={<Check size={20} aria-hidden />}
        className="bg-accent text-on-accent! hover:bg-accent-strong!"
        onClick={() => void room.do("admit", { participant_id: id })}
      />
    </li>
  );
}
