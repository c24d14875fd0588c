import { Pencil } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";

import type { RoomState } from "../room-state";
import type { Acting } from "./acting";
import { Rename } from "./Rename";
import { Row } from "./Row";

/** Oneself: what is on is what this page has switched on. */
export function OwnRow({ room, state }: { room: Acting; state: RoomState }) {
  const { t } = useTranslation(["people", "room"]);
  const [renaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const { me, self, media, screen } = state;
  const person = me ?? self;
  if (person === null) return null;
  const done = () => {
    setRenaming(false);
    pencil.current?.focus();
  };
  return (
    <Row
      person={{
        name: person.name,
        role: person.role,
        co_host: me?.co_host ?? false,
        audio: media.microphone.on,
        video: media.camera.on,
        sharing: screen.screen !== null,
        hand: me?.hand ?? null,
        connection: "online",
        judgement: state.ownQuality,
      }}
      isOwn
      shownAs={t("room:you", { name: person.name })}
      action={
        me && (
          <IconButton
            ref={pencil}
            label={t("rename.own")}
            aria-expanded={renaming}
            icon={<Pencil size={18} aria-hidden />}
            onClick={() => setRenaming(!renaming)}
          />
        )
      }
    >
      {me && renaming && <Rename room={room} person={me} onDone={done} />}
    </Row>
  );
}
