import { useEffect, useState } from "react";

import type { InkFrom, SharedDocument } from "@/documents/shared-document";

import type { BoardSession } from "./board-session";
import type { Person } from "./places";
import { readView, type View } from "./views";

export interface Leading {
  /** The leaders who are at the board. */
  present: readonly Person[];
  /** Whose view this page shows, if anybody's. */
  followed: Person | null;
  follow: (id: string | null) => void;
  /** This person has moved the board by hand: they want to look for themselves. */
  onMoved: () => void;
}

interface Options {
  session: BoardSession | null;
  document: SharedDocument;
  leaders: readonly string[];
  isLed: boolean;
}

/** Follows a leader where one wants it, or where everybody is led; and comes when called. */
export function useBeingLed({ session, document, leaders, isLed }: Options): Leading {
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const present = people.filter(({ id }) => leaders.includes(id));
  const followed = present.find(({ id }) => id === chosen) ?? (isLed ? (present.find(({ view }) => view !== null) ?? null) : null);

  useEffect(() => session?.places.watch(setPeople), [session]);
  const view = followed?.view ? JSON.stringify(followed.view) : null;
  useEffect(() => {
    if (session && view) session.lookAt(JSON.parse(view) as View);
  }, [session, view]);
  const key = leaders.join();
  useEffect(() => {
    const come = ({ from, payload }: InkFrom) => {
      if (!key.split(",").includes(from) || !isCall(payload)) return;
      const where = readView(payload.view);
      if (where) session?.lookAt(where);
    };
    return document.on("ink", come);
  }, [document, session, key]);

  return { present, followed, follow: setChosen, onMoved: () => chosen !== null && setChosen(null) };
}

/** Brings everybody who is at the board here. */
export function callEverybody(document: SharedDocument, session: BoardSession): void {
  document.ink({ k: "here", view: session.view() });
}

function isCall(payload: unknown): payload is { view: unknown } {
  return typeof payload === "object" && payload !== null && (payload as { k?: unknown }).k === "here";
}
