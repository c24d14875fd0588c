import type { Participant } from "@/call/protocol";

import type { RoomState } from "../room-state";
import { BEHIND_MS, lagOf } from "./recording-state";

/** On whose device a recording waits: this one, that of whoever is recorded, or that of who copies them. */
export type Holder = "here" | "themselves" | Participant;

interface Late {
  holder: Holder;
  /** Whose recordings wait there. */
  people: Participant[];
}

/** Whose recordings are behind, by where they wait: what can be done about it differs. `now`: by the server's clock. */
export function lateByHolder({ me, participants, recording }: RoomState, now: number): Late[] {
  const everybody: readonly Participant[] = me === null ? participants : [me, ...participants];
  const found: Late[] = [];
  for (const person of everybody) {
    if (lagOf(recording, person, now) <= BEHIND_MS) continue;
    const keeper = person.copied_by ?? person.id;
    const copier = person.copied_by === null ? undefined : participants.find(({ id }) => id === person.copied_by);
    const holder = keeper === me?.id ? "here" : (copier ?? "themselves");
    const known = found.find((late) => late.holder === holder);
    if (known) known.people.push(person);
    else found.push({ holder, people: [person] });
  }
  return found;
}
