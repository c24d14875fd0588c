import { describe, expect, it } from "vitest";

import { bringForward, NO_SEATS, seat, type Seats, type Sitter } from "./seats";

function people(ids: string, speaking = ""): Sitter[] {
  return [...ids].map((id) => ({ id, speaking: speaking.includes(id) }));
}

function seated(ids: string, perPage = 3): Seats {
  return seat(NO_SEATS, people(ids), perPage);
}

const shown = ({ order }: Seats) => order.join("");

describe("the seats", () => {
  it("are taken in the order of arrival", () => {
    expect(shown(seated("abcde"))).toBe("abcde");
    expect(shown(seat(seated("abc"), people("abcxy"), 3))).toBe("abcxy");
  });

  it("stay the same object while nothing changes", () => {
    const seats = seated("abcde");
    expect(seat(seats, people("abcde"), 3)).toBe(seats);
    const spoken = seat(seats, people("abcde", "d"), 3);
    expect(seat(spoken, people("abcde", "d"), 3)).toBe(spoken);
    expect(seat(spoken, people("abcde"), 3)).toBe(spoken);
  });

  it("are not shifted on the first page when somebody leaves: the next one fills the gap", () => {
    expect(shown(seat(seated("abcde"), people("acde"), 3))).toBe("adce");
  });

  it("close up on later pages, and where nobody is left to fill a gap", () => {
    expect(shown(seat(seated("abcdef"), people("abcef"), 3))).toBe("abcef");
    expect(shown(seat(seated("abc"), people("ac"), 3))).toBe("ac");
  });

  it("fit more people when the window grows, without anybody moving", () => {
    expect(shown(seat(seated("abcde", 2), people("abcde"), 4))).toBe("abcde");
  });
});

describe("a speaker on a later page", () => {
  it("changes places with somebody on the first page who has said nothing, from the end", () => {
    expect(shown(bringForward(seated("abcdef"), "e", 3))).toBe("abedcf");
  });

  it("spares whoever has spoken, and of those whoever spoke last", () => {
    let seats = seat(seated("abcdef"), people("abcdef", "c"), 3);
    expect(shown(bringForward(seats, "f", 3))).toBe("afcdeb");
    for (const speaker of "ab") seats = seat(seats, people("abcdef", speaker), 3);
    expect(shown(bringForward(seats, "f", 3))).toBe("abfdec");
  });

  it("moves nobody else", () => {
    const before = [..."abcdefgh"];
    const after = bringForward(seated("abcdefgh"), "g", 3).order;
    expect(before.filter((id, index) => after[index] !== id)).toEqual(["c", "g"]);
  });

  it("is left where they are if that is the first page already", () => {
    const seats = seated("abc");
    expect(bringForward(seats, "b", 3)).toBe(seats);
    expect(bringForward(seats, "nobody", 3)).toBe(seats);
  });
});
