import type { Item } from "./view";

/** More faces than that nobody can follow. */
const MOST_PER_PAGE = 25;
/** A mesh always fits on one page. */
const FEWEST_PER_PAGE = 6;
/** Square pixels: smaller tiles show no faces any more. */
const SMALLEST_TILE = 32_000;

/** How many tiles fit on a page of this size. */
export function tilesPerPage(width: number, height: number): number {
  const fitting = Math.floor((width * height) / SMALLEST_TILE);
  return Math.min(MOST_PER_PAGE, Math.max(FEWEST_PER_PAGE, fitting));
}

/** Other people in the order of their seats; everything else where it was. */
export function inSeats(items: readonly Item[], seats: readonly string[]): Item[] {
  const places = new Map(seats.map((id, place) => [id, place]));
  const people = items.filter(isOtherPerson).sort((a, b) => placeOf(a, places) - placeOf(b, places));
  return items.map((item) => (isOtherPerson(item) ? (people.shift() ?? item) : item));
}

export interface Page {
  items: Item[];
  page: number;
  count: number;
}

/** What one page shows: other people leaf past; what is shared and my own picture stay in their places, before and behind them. */
export function pageOf(items: readonly Item[], wanted: number, perPage: number): Page {
  const people = items.filter(isOtherPerson);
  const capacity = Math.max(1, perPage - (items.length - people.length));
  const count = Math.max(1, Math.ceil(people.length / capacity));
  const page = Math.min(Math.max(0, wanted), count - 1);
  const shown = new Set(people.slice(page * capacity, (page + 1) * capacity));
  return { items: items.filter((item) => !isOtherPerson(item) || shown.has(item)), page, count };
}

function isOtherPerson({ kind, isOwn }: Item): boolean {
  return kind === "person" && !isOwn;
}

function placeOf({ participantId }: Item, places: Map<string, number>): number {
  return places.get(participantId) ?? places.size;
}
