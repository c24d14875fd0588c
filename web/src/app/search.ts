/** What pages read from the query of their address. Anything unfit is left out, never an error. */
import type { SessionStatus } from "@/api/types";

type Query = Record<string, unknown>;

/** Where to go after signing in: a path of ours, never another site. */
export function readNext(query: Query): { next?: string } {
  const next = text(query.next);
  return next?.startsWith("/") && !/^\/[/\\]/.test(next) ? { next } : {};
}

/** Which session a room was opened from; members of it need no passcode. */
export function readSessionId(query: Query): { session?: string } {
  const session = text(query.session);
  return session ? { session } : {};
}

/** The session after which the next one is planned. */
export function readAfter(query: Query): { after?: string } {
  const after = text(query.after);
  return after ? { after } : {};
}

/** Where a replay begins, in whole seconds. */
export function readMoment(query: Query): { t?: number } {
  const seconds = Number(text(query.t) ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? { t: Math.floor(seconds) } : {};
}

export function readSearch(query: Query): { q?: string } {
  const q = text(query.q);
  return q ? { q } : {};
}

/** The page of a board or the file to show. */
export function readPlace(query: Query): { place?: string } {
  const place = text(query.place);
  return place ? { place } : {};
}

const WHEN = ["upcoming", "past", "all"] as const;
const STATUSES: readonly SessionStatus[] = ["draft", "scheduled", "live", "ended", "cancelled"];

export interface ListFilter {
  when?: (typeof WHEN)[number];
  status?: SessionStatus;
  q?: string;
}

export function readListFilter(query: Query): ListFilter {
  const filter: ListFilter = {};
  const when = WHEN.find((each) => each === query.when);
  const status = STATUSES.find((each) => each === query.status);
  if (when) filter.when = when;
  if (status) filter.status = status;
  return { ...filter, ...readSearch(query) };
}

function text(value: unknown): string | undefined {
  // The router reads "123" as a number; ids and tokens may look like one.
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
