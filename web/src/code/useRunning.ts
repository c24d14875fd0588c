import { endingOf } from "@/run/ending";
import { placeOf } from "@/run/runners";

import { useEngineOffer } from "./useEngineOffer";

/**
 * Whether this person can run a file, and where. `browser`: here. `engine`: on the school's code engine, where it is sent.
 * `nowhere`: files of this kind do not run. All others are reasons for which a file for an engine does not run here.
 */
export type Running = "browser" | "engine" | "nowhere" | "asking" | "no-engine" | "not-offered" | "reading";

export function mayRun(running: Running): boolean {
  return running === "browser" || running === "engine";
}

export function useRunning(name: string, mayWrite: boolean): Running {
  const place = placeOf(name);
  const offer = useEngineOffer(place === "engine");
  if (place !== "engine") return place ?? "nowhere";
  if (offer === undefined) return "asking";
  if (offer?.length === 0) return "no-engine";
  // One that does not answer now may do so when it is asked to run something, and else that is said then.
  if (offer && !offer.includes(endingOf(name))) return "not-offered";
  return mayWrite ? "engine" : "reading";
}
