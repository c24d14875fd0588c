/** Who sits where while there are more people than a page shows. Nobody moves without need: whoever looks for a face finds it. */
export interface Seats {
  /** Participant ids; the first ones are on the first page. */
  order: readonly string[];
  /** Who has spoken, the latest last. */
  spoke: readonly string[];
}

export const NO_SEATS: Seats = { order: [], spoke: [] };

export interface Sitter {
  id: string;
  speaking: boolean;
}

/**
 * Keeps in step with who is there. On the first page somebody from behind takes an empty seat; elsewhere people move up.
 * The same object if nothing has changed.
 */
export function seat(seats: Seats, people: readonly Sitter[], perPage: number): Seats {
  const present = new Set(people.map(({ id }) => id));
  const known = new Set(seats.order);
  const waiting = [
    ...seats.order.slice(perPage).filter((id) => present.has(id)),
    ...people.map(({ id }) => id).filter((id) => !known.has(id)),
  ];
  const front = seats.order.slice(0, perPage).flatMap((id) => (present.has(id) ? [id] : waiting.splice(0, 1)));
  const order = [...front, ...waiting];
  const speaking = people.filter((person) => person.speaking).map(({ id }) => id);
  const latest = seats.spoke.slice(seats.spoke.length - speaking.length);
  const isHeardAlready = speaking.every((id) => latest.includes(id));
  const spoke = (isHeardAlready ? seats.spoke : [...seats.spoke.filter((id) => !speaking.includes(id)), ...speaking]).filter((id) =>
    present.has(id),
  );
  return isSame(order, seats.order) && isSame(spoke, seats.spoke) ? seats : { order, spoke };
}

/** Who speaks on a later page comes onto the first, in place of whoever has been silent there for the longest. */
export function bringForward(seats: Seats, id: string, perPage: number): Seats {
  const from = seats.order.indexOf(id);
  if (from < perPage) return seats;
  const front = seats.order.slice(0, perPage);
  const silence = (other: string) => seats.spoke.indexOf(other); // -1: not a word so far
  // The last seat first: the first ones are where people look.
  const quietest = front.reduceRight((best, other) => (silence(other) < silence(best) ? other : best));
  const order = seats.order.map((other) => (other === id ? quietest : other === quietest ? id : other));
  return { ...seats, order };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
