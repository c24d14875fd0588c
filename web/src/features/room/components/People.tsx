import { Check, MicOff, VideoOff, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Participant, Waiting } from "@/call/protocol";
import { formatTime, viewerZone } from "@/i18n/dates";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";

import type { Room } from "../room";
import type { RoomState } from "../room-state";

/** Who is here, and, for the teacher, who would like to be. */
export function People({ room, state }: { room: Room; state: RoomState }) {
  const { t } = useTranslation("room");
  const { self, media, participants, lobby } = state;
  return (
    <>
      {lobby.length > 0 && (
        <section aria-labelledby="lobby">
          <h3 id="lobby" className="mb-2 text-sm font-semibold text-quiet">
            {t("panel.waiting")}
          </h3>
          <ul className="flex flex-col gap-1">
            {lobby.map((waiting) => (
              <Knocking key={waiting.id} waiting={waiting} room={room} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="in-room">
        <h3 id="in-room" className="mb-2 text-sm font-semibold text-quiet">
          {t("panel.inRoom")}
        </h3>
        <ul className="flex flex-col gap-1">
          {self && (
            <Person
              name={self.name}
              shownAs={t("you", { name: self.name })}
              person={{ role: self.role, audio: media.microphone.on, video: media.camera.on, connection: "online" }}
            />
          )}
          {participants.map((participant) => (
            <Person key={participant.id} name={participant.name} person={participant} />
          ))}
        </ul>
      </section>
    </>
  );
}

type Shown = Pick<Participant, "role" | "audio" | "video" | "connection">;

function Person({ name, shownAs = name, person }: { name: string; shownAs?: string; person: Shown }) {
  const { t } = useTranslation("room");
  const isAway = person.connection === "reconnecting";
  return (
    <li className="flex min-h-12 items-center gap-3">
      <Avatar name={name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{shownAs}</span>
        <span className="block text-sm text-quiet">{isAway ? t("panel.reconnecting") : t(`role.${person.role}`)}</span>
      </span>
      {!person.audio && <MicOff size={20} className="text-quiet" role="img" aria-label={t("panel.microphoneOff")} />}
      {!person.video && <VideoOff size={20} className="text-quiet" role="img" aria-label={t("panel.cameraOff")} />}
    </li>
  );
}

function Knocking({ waiting, room }: { waiting: Waiting; room: Room }) {
  const { t } = useTranslation("room");
  const { id, name, since, has_account } = waiting;
  return (
    <li data-waiting-id={id} className="flex min-h-12 items-center gap-3">
      <Avatar name={name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
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
