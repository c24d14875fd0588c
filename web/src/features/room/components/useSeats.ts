import { useEffect, useState } from "react";

import type { RemoteParticipant } from "@/call/call";

import { bringForward, NO_SEATS, seat } from "../seats";

/** Whoever coughs is no speaker. */
const SPEAKS_FOR_MS = 800;

/** The others' ids in the order in which they are shown: speakers come onto the first page. */
export function useSeats(participants: readonly RemoteParticipant[], perPage: number): readonly string[] {
  const [kept, keep] = useState(NO_SEATS);
  const seats = seat(kept, participants, perPage);
  if (seats !== kept) keep(seats);
  const candidate = seats.order.slice(perPage).find((id) => participants.some((one) => one.id === id && one.speaking)) ?? null;
  useEffect(() => {
    if (candidate === null) return;
    const timer = setTimeout(() => keep((now) => bringForward(now, candidate, perPage)), SPEAKS_FOR_MS);
    return () => clearTimeout(timer);
  }, [candidate, perPage]);
  return seats.order;
}
