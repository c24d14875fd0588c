import type { Participant } from "@/call/protocol";

import type { RoomState } from "../room-state";

export type Raised = Pick<Participant, "id" | "name"> & { hand: string };

/** Whoever raised a hand first comes first. */
export function raisedHands({ me, participants }: Pick<RoomState, "me" | "participants">): Raised[] {
  return [...(me ? [me] : []), ...participants]
    .flatMap(({ id, name, hand }) => (hand === null ? [] : [{ id, name, hand }]))
    .sort((a, b) => Date.parse(a.hand) - Date.parse(b.hand) || a.id.localeCompare(b.id));
}
