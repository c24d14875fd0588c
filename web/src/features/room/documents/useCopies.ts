import { useState } from "react";

import type { RoomState } from "../room-state";
import type { StageDocument } from "../view";
import { type Owner, ownerToShow } from "./copies";

/** Whose copy is on this page's stage, and the way to another. */
export interface Copies {
  owner: Owner;
  visit: (owner: Owner) => void;
}

export function useCopies(state: RoomState, document: StageDocument): Copies {
  const [visited, visit] = useState<Owner | undefined>(undefined);
  return { owner: ownerToShow(state, document, visited), visit };
}
