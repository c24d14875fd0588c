import { ShieldQuestionMark } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";
import { IconButton } from "@/ui/Button";

import { judgementOf } from "../quality";
import { isHost, type RoomState } from "../room-state";
import type { Acting } from "./acting";
import { type Opened, PersonMenu } from "./PersonMenu";
import { PersonRights } from "./PersonRights";
import { RemoveDialog } from "./RemoveDialog";
import { Rename } from "./Rename";
import { Row } from "./Row";

const PersonCheck = lazy(() => import("../privacy/PersonCheck"));

interface PersonRowProps {
  participant: RemoteParticipant;
  room: Acting;
  state: RoomState;
  /** Whoever was removed takes along the button that had the focus. */
  onGone: () => void;
}

/** Somebody else, with what a host can do about them. */
export function PersonRow({ participant, room, state, onGone }: PersonRowProps) {
  const { t } = useTranslation("privacy");
  const [opened, setOpened] = useState<Opened | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const mayAct = isHost(state);
  const returnFocus = () => {
    if (trigger.current) trigger.current.focus();
    else onGone();
  };
  const close = () => {
    setOpened(null);
    returnFocus();
  };
  return (
    <Row
      person={{
        ...participant,
        sharing: participant.screen !== null,
        judgement: judgementOf(participant),
      }}
      action={
        mayAct ? (
          <PersonMenu ref={trigger} {...{ participant, room, state }} onOpen={setOpened} />
        ) : (
          <IconButton
            ref={trigger}
            label={t("code.checkOf", { name: participant.name })}
            icon={<ShieldQuestionMark size={20} aria-hidden />}
            onClick={() => setOpened("check")}
          />
        )
      }
    >
      <Suspense>
        {opened === "check" && (
          <PersonCheck
            participant={participant}
            carrier={state.carrier}
            onClose={() => setOpened(null)}
            returnFocus={returnFocus}
          />
        )}
      </Suspense>
      {mayAct && opened === "rights" && (
        <PersonRights participant={participant} room={room} onDone={close} />
      )}
      {mayAct && opened === "rename" && <Rename room={room} person={participant} onDone={close} />}
      {mayAct && opened === "remove" && <RemoveDialog room={room} person={participant} onClose={close} />}
    </Row>
  );
}
