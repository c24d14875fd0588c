import { useRef, useState } from "react";

import type { RemoteParticipant } from "@/call/call";

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
}

/** Somebody else, with what a host can do about them. */
export function PersonRow({ participant, room, state }: PersonRowProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const mayAct = isHost(state);
  const close = () => {
    setOpened(null);
    trigger.current?.focus();
  };
  return (
    <Row
      person={{
        ...participant,
        sharing: participant.screen !== null,
        health: participant.link === "connected" ? participant.health : null,
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
