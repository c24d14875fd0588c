import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";
import { codeOfRoom } from "@/call/e2ee/code";
import type { RoomKeys } from "@/call/e2ee/room-keys";
import type { Party } from "@/call/e2ee/wrapping";
import { locale } from "@/i18n/language";

import { CodePictures, useCode } from "./CodePictures";

interface RoomCodeProps {
  keys: RoomKeys;
  participants: readonly RemoteParticipant[];
  /** Nothing goes over the server yet. */
  isForLater: boolean;
}

/** The code of everybody's keys in an encrypted room, and what it is good for. */
export function RoomCode({ keys, participants, isForLater }: RoomCodeProps) {
  const { t } = useTranslation("privacy");
  const { holders, hasChanged } = useHolders(keys);
  const code = useCode(holders, codeOfRoom);
  const holding = new Set(holders.map(({ participantId }) => participantId));
  const without = participants.filter(({ id }) => !holding.has(id)).map(({ name }) => name);
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-lg">{t("room.heading")}</h3>
      {isForLater && <p>{t("room.later")}</p>}
      <CodePictures code={code} label={t("room.heading")} />
      <p role="status" className="font-semibold empty:hidden">
        {hasChanged && code && t("room.changed")}
      </p>
      {without.length > 0 && (
        <p className="text-danger">
          {t("room.without", { count: without.length, names: new Intl.ListFormat(locale()).format(without) })}
        </p>
      )}
      <p>{t("room.compare")}</p>
      <p>{t("room.proves")}</p>
      <p>{t("code.differs")}</p>
      <p className="text-sm text-quiet">{t("room.changes")}</p>
    </section>
  );
}

function useHolders(keys: RoomKeys): { holders: readonly Party[]; hasChanged: boolean } {
  const [shown, setShown] = useState(() => ({ holders: keys.holders, hasChanged: false }));
  useEffect(() => keys.on("holders", (holders) => setShown({ holders, hasChanged: true })), [keys]);
  return shown;
}
