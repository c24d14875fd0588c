import { useEffect, useState } from "react";

import type { RemoteParticipant } from "@/call/call";

/** Whoever coughs is no speaker. */
const SPEAKS_FOR_MS = 800;

/** Who speaks, or spoke last: the stage does not jump at every word. */
export function useSpeaker(participants: readonly RemoteParticipant[]): string | null {
  const [speaker, setSpeaker] = useState<string | null>(null);
  const candidate = participants.find(({ speaking }) => speaking)?.id ?? null;
  const current = participants.find(({ id }) => id === speaker);
  const isFree = current?.speaking !== true;
  useEffect(() => {
    if (candidate === null || candidate === speaker || !isFree) return;
    const timer = setTimeout(() => setSpeaker(candidate), SPEAKS_FOR_MS);
    return () => clearTimeout(timer);
  }, [candidate, speaker, isFree]);
  return current ? speaker : candidate;
}
