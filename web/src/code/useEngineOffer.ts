import { useEffect, useState } from "react";

import { api, ok } from "@/api/client";

/** The ends of the names of files that the school's code engine runs; none: there is no engine. Null: it did not say. */
export type EngineOffer = string[] | null;

let known: Promise<EngineOffer> | null = null;

/** Asked once for all files of a page, when the first of them is looked at; after a failure with the next one again. */
function askForOffer(): Promise<EngineOffer> {
  known ??= ok(api.GET("/api/engine"))
    .then(({ endings }) => endings)
    .catch(() => {
      known = null;
      return null;
    });
  return known;
}

/** Undefined: not known yet, or not wanted. */
export function useEngineOffer(isWanted: boolean): EngineOffer | undefined {
  const [offer, setOffer] = useState<EngineOffer>();
  useEffect(() => {
    if (isWanted) void askForOffer().then(setOffer);
  }, [isWanted]);
  return offer;
}
