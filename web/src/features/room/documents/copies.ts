import { isHost, type RoomState } from "../room-state";
import type { StageDocument } from "../view";

/** Whose copy of a document: a participant's id; null: the one that everybody shares. */
export type Owner = string | null;

/** Whose copy this page shows. `visited`: where a host has walked to; undefined: nowhere in particular. */
export function ownerToShow(state: RoomState, document: StageDocument, visited: Owner | undefined): Owner {
  const { stage, copy_of } = state.rules;
  const shown = stage === document ? copy_of : null;
  if (isHost(state)) return canWalk(state, document) && visited !== undefined ? visited : shown;
  return shown ?? (isPrivate(state, document) ? (state.self?.id ?? null) : null);
}

/** A host has put this copy on everybody's stage. */
export function isForEveryone({ rules }: RoomState, document: StageDocument, owner: Owner): boolean {
  return rules.stage === document && rules.copy_of === owner;
}

/** Whoever is no host works on a copy of their own. */
export function isPrivate({ rules }: RoomState, document: StageDocument): boolean {
  return rules.private.includes(document);
}

/** Hosts go from one copy to the next, as long as there are copies. */
export function canWalk(state: RoomState, document: StageDocument): boolean {
  return isHost(state) && isPrivate(state, document);
}

/** Those of the room who have a copy, by name. */
export function owners({ participants }: RoomState): { id: string; name: string }[] {
  return participants
    .filter(({ role, co_host }) => role !== "teacher" && !co_host)
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
