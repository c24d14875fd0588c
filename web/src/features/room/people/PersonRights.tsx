import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Participant, Right } from "@/call/protocol";
import { Button } from "@/ui/Button";
import { Switch } from "@/ui/Switch";

import { type Acting, personIn, useInTurn } from "./acting";
import { RIGHTS } from "./rights";

interface PersonRightsProps {
  participant: Participant;
  room: Acting;
  onDone: () => void;
}

/** Where one person differs from the room. A switch makes an exception, which stays whatever the room's rules become. */
export function PersonRights({ participant, room, onDone }: PersonRightsProps) {
  const { t } = useTranslation("people");
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const inTurn = useInTurn();
  useEffect(() => heading.current?.focus(), []);
  const { name, rights } = participant;

  /** Null: as in the room. */
  function decide(right: Right, isAllowed: boolean | null) {
    inTurn(() => {
      const exceptions = { ...personIn(room.getState(), participant.id)?.exceptions };
      if (isAllowed === null) delete exceptions[right];
      else exceptions[right] = isAllowed;
      return room.do("set-exceptions", { participant_id: participant.id, exceptions });
    });
  }

  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 rounded-card bg-ground p-4">
      <h4 id={id} ref={heading} tabIndex={-1} className="font-semibold focus-visible:outline-none">
        {t("rights.title", { name })}
      </h4>
      {RIGHTS.map((right) => {
        const isException = participant.exceptions[right] !== undefined;
        return (
          <div key={right}>
            <Switch
              label={t(`right.${right}`)}
              help={isException ? t("rights.onlyThem", { name }) : t("rights.asRoom")}
              checked={rights.includes(right)}
              onChange={(isAllowed) => decide(right, isAllowed)}
            />
            {isException && (
              <button
                type="button"
                className="link min-h-11 text-sm"
                aria-label={t("rights.resetOf", { right: t(`right.${right}`) })}
                onClick={() => decide(right, null)}
              >
                {t("rights.reset")}
              </button>
            )}
          </div>
        );
      })}
      <Button variant="secondary" className="self-end" onClick={onDone}>
        {t("rights.done")}
      </Button>
    </section>
  );
}
