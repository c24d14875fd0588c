import { MicOff } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";

import { isHost, type RoomState } from "../room-state";
import type { Acting } from "./acting";
import { Hands } from "./Hands";
import { Lobby } from "./Lobby";
import { OwnRow } from "./OwnRow";
import { PersonRow } from "./PersonRow";
import { RoomRules } from "./RoomRules";

/** Who is here, in which order they would like to speak, and, for hosts, who would like to come in and what everyone may do. */
export default function PeoplePanel({ room, state }: { room: Acting; state: RoomState }) {
  const { t } = useTranslation("people");
  const { participants } = state;
  const heading = useRef<HTMLHeadingElement>(null);
  /** Without it a keyboard would begin again at the top of the page. */
  const keepFocus = () => {
    if (document.activeElement === document.body) heading.current?.focus();
  };
  return (
    <>
      <Lobby room={room} waiting={state.lobby} />
      <Hands room={room} state={state} onLowered={keepFocus} />
      {isHost(state) && <RoomRules room={room} rules={state.rules} />}
      <section aria-labelledby="in-room">
        <div className="mb-2 flex min-h-11 items-center justify-between gap-3">
          <h3 id="in-room" ref={heading} tabIndex={-1} className="text-sm font-semibold text-quiet focus-visible:outline-none">
            {t("inRoom", { count: participants.length + 1 })}
          </h3>
          {isHost(state) && participants.length > 0 && (
            <Button variant="quiet" onClick={() => void room.do("mute", { participant_id: null })}>
              <MicOff size={18} aria-hidden />
              {t("muteAll")}
            </Button>
          )}
        </div>
        <ul className="flex flex-col gap-3">
          <OwnRow room={room} state={state} />
          {participants.map((participant) => (
            <PersonRow key={participant.id} participant={participant} room={room} state={state} onGone={keepFocus} />
          ))}
        </ul>
      </section>
    </>
  );
}
