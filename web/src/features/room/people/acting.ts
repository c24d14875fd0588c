import { useRef } from "react";

import type { Participant } from "@/call/protocol";

import type { Room } from "../room";
import type { RoomState } from "../room-state";

/** What this folder needs of the room. */
export type Acting = Pick<Room, "do" | "getState">;

/**
 * Deeds that say a whole list (all rights, all exceptions) have to begin with what the one before has made of it: each
 * waits until the server has answered the last.
 */
export function useInTurn(): (deed: () => Promise<unknown>) => void {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return (deed) => {
    last.current = last.current.then(deed);
  };
}

/** Somebody in the room as the server knows them at this moment. */
export function personIn(state: RoomState, id: string): Participant | undefined {
  return state.me?.id === id ? state.me : state.participants.find((participant) => participant.id === id);
}
