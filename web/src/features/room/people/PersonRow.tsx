import { useRef, useState } from "react";

import type { RemoteParticipant } from "@/call/call";

import { judgementOf } from "../quality";
import { isHost, type RoomState } from "../room-state";
import type { Acting } from "./acting";
import { type Opened, PersonMenu } from "./PersonMenu";
import { PersonRights } from "./PersonRights";
import { RemoveDialog } from "./RemoveDialog";
import { Rename } from "./Rename";
import { Row } from "./Row";

interface PersonRowProps {
  participant: RemoteParticipant;
  room: Acting;
  state: RoomState;
  /** Whoever was removed takes along the button that had the focus. */
  onGone: () => void;
}

/** Somebody else, with what a host can do about them. */
export function PersonRow({ participant, room, state, onGone }: PersonRowProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const mayAct = isHost(state);
  const close = () => {
    setOpened(null);
    if (trigger.current) trigger.current.focus();
    else onGone();
  };
  return (
    <Row
      person={{
        ...participant,
        sharing: participant.screen !== null,
        judgement: judgementOf(participant),
      }}
      action={mayAct && <PersonMenu ref={trigger} {...{ participant, room, state }} onOpen={setOpened} />}
    >
      {mayAct && opened === "rights" && (
        <PersonRights participant={participant} room={room} onDone={close} />
      )}
      {mayAct && opened === "rename" && <Rename room={room} person={participant} onDone={close} />}
      {mayAct && opened === "remove" && <RemoveDialog room={room} person={participant} onClose={close} />}
    </Row>
  );
}
