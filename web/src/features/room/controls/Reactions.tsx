import { useEffect, useState } from "react";

import { type RoomState, type ShownReaction } from "../room-state";
import { REACTIONS } from "./Gestures";

const SHOWN_FOR_MS = 4_000;
const MOST_AT_ONCE = 8;

/** What people feel, for a moment, at the lower left. Who cannot see it hears it from the announcements. */
export function Reactions({ state }: { state: RoomState }) {
  const [shown, setShown] = useState<ShownReaction[]>([]);
  const { reaction } = state;
  useEffect(() => {
    if (reaction === null) return;
    setShown((before) => [...before.slice(1 - MOST_AT_ONCE), reaction]);
    const timer = setTimeout(
      () => setShown((before) => before.filter(({ number }) => number !== reaction.number)),
      SHOWN_FOR_MS,
    );
    return () => clearTimeout(timer);
  }, [reaction]);
  return (
    <ul aria-hidden className="pointer-events-none absolute bottom-3 left-3 z-20 flex flex-col gap-1">
      {shown.map(({ number, from, reaction: sign }) => (
        <li key={number} className="flex items-center gap-2 rounded-full bg-ground/85 px-3 py-1 animate-appear">
          <span className="text-xl">{REACTIONS[sign]}</span>
          <span className="max-w-40 truncate text-sm">{nameOf(state, from)}</span>
        </li>
      ))}
    </ul>
  );
}

function nameOf({ participants, me }: RoomState, id: string): string {
  return participants.find((participant) => participant.id === id)?.name ?? (me?.id === id ? me.name : "");
}
