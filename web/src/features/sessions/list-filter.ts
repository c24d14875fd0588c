import type { SessionStatus } from "@/api/types";

import type { SessionFilter } from "./api";

export type When = "upcoming" | "past" | "all";

/** What the list's address says. */
export interface ListFilter {
  when?: When | undefined;
  status?: SessionStatus | undefined;
  q?: string | undefined;
}

/**
 * The question to the server. "Now" is rounded to five minutes, so that drawing the page again asks the same question
 * and finds its answer in the cache.
 */
export function requestOf({ when = "upcoming", status, q }: ListFilter, now: number): SessionFilter {
  const round = 300_000;
  const day = 86_400_000;
  const instant = Math.floor(now / round) * round;
  const request: SessionFilter = { order: when === "upcoming" ? "soonest" : "latest" };
  if (status) request.status = [status];
  else if (when === "upcoming") request.status = ["draft", "scheduled", "live"];
  else if (when === "past") request.status = ["draft", "scheduled", "ended", "cancelled"];
  if (q) request.q = q;
  // A day of slack, for what began yesterday and is still going on.
  if (when === "upcoming") request.from = new Date(instant - day).toISOString();
  // And for what ended before its time; `isPast` sorts out the rest.
  if (when === "past") request.to = new Date(instant + day).toISOString();
  return request;
}
