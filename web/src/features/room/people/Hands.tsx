import { Hand } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatTime, viewerZone } from "@/i18n/dates";
import { Button } from "@/ui/Button";

import { isHost, type RoomState } from "../room-state";
import type { Acting } from "./acting";
import { type Raised, raisedHands } from "./raised-hands";

interface HandsProps {
  room: Acting;
  state: RoomState;
  /** The button that was pressed may have gone with the hand. */
  onLowered: () => void;
}

/** Who would like to speak, in the order in which they raised their hands. */
export function Hands({ room, state, onLowered }: HandsProps) {
  const { t } = useTranslation("people");
  const raised = raisedHands(state);
  if (raised.length === 0) return null;
  return (
    <section aria-labelledby="hands">
      <div className="mb-1 flex min-h-11 items-center justify-between gap-3">
        <h3 id="hands" className="text-sm font-semibold text-quiet">
          {t("hands.title", { count: raised.length })}
        </h3>
        {isHost(state) && raised.length > 1 && (
          <Button variant="quiet" onClick={() => void room.do("lower-hands", { participant_id: null }).then(onLowered)}>
            {t("hands.lowerAll")}
          </Button>
        )}
      </div>
      <ol className="flex flex-col gap-1">
        {raised.map((person) => (
          <RaisedHand key={person.id} person={person} {...{ room, state, onLowered }} />
        ))}
      </ol>
    </section>
  );
}

function RaisedHand({ person, room, state, onLowered }: HandsProps & { person: Raised }) {
  const { t } = useTranslation(["people", "room"]);
  const { id, name, hand } = person;
  const isOwn = state.me?.id === id;
  const lower = () =>
    isOwn ? room.do("raise-hand", { raised: false }) : room.do("lower-hands", { participant_id: id });
  return (
    <li className="flex min-h-12 items-center gap-3">
      <Hand size={20} className="shrink-0 text-yellow" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={name}>
          {isOwn ? t("room:you", { name }) : name}
        </span>
        <span className="block text-sm text-quiet">{t("hands.since", { time: formatTime(hand, viewerZone()) })}</span>
      </span>
      {(isOwn || isHost(state)) && (
        <Button
          variant="secondary"
          aria-label={isOwn ? t("hands.lowerOwn") : t("hands.lowerOf", { name })}
          onClick={() => void lower().then(onLowered)}
        >
          {t("hands.lower")}
        </Button>
      )}
    </li>
  );
}
