import { useState } from "react";

import type { RoomState } from "../room-state";
import type { StageDocument } from "../view";
import { canWalk, type Owner, ownerToShow } from "./copies";

/** Whose copy is on this page's stage, and the way to another. */
export interface Copies {
  owner: Owner;
  visit: (owner: Owner) => void;
  /** In place of one copy, all of them, small. */
  isOverview: boolean;
  onOverview: (isOverview: boolean) => void;
}

export function useCopies(state: RoomState, document: StageDocument): Copies {
  const [visited, setVisited] = useState<Owner | undefined>(undefined);
  const [wantsOverview, setOverview] = useState(false);
  const visit = (owner: Owner) => {
    setOverview(false);
    setVisited(owner);
  };
  return {
    owner: ownerToShow(state, document, visited),
    visit,
    isOverview: wantsOverview && canWalk(state, document),
    onOverview: setOverview,
  };
}
