import { describe, expect, it } from "vitest";

import type { Session } from "@/api/types";

import { agenda, isPast, joinIsOpen } from "./timing";

const NOW = Date.parse("2026-11-26T13:00:00Z");
const MINUTE = 60_000;

function session(id: string, startsIn: number, rest: Partial<Session> = {}): Session {
  const starts = NOW + startsIn * MINUTE;
  return {
    id,
    status: "scheduled",
    starts_at: new Date(starts).toISOString(),
    ends_at: new Date(starts + 60 * MINUTE).toISOString(),
    teacher: { id: "teacher", name: "Marie", timezone: "Europe/Paris" },
    may: { edit: false, publish: false, cancel: false, delete: false, join: true, end: false },
    ...rest,
  } as Session;
}

describe("when one may join", () => {
  it("opens for a student a quarter of an hour before", () => {
    expect(joinIsOpen(session("a", 16), "student", NOW)).toBe(false);
    expect(joinIsOpen(session("a", 15), "student", NOW)).toBe(true);
    expect(joinIsOpen(session("a", -300), "student", NOW)).toBe(true);
  });

  it("is always open for the teacher, and for everyone once it is live", () => {
    expect(joinIsOpen(session("a", 600), "teacher", NOW)).toBe(true);
    expect(joinIsOpen(session("a", 600, { status: "live" }), "student", NOW)).toBe(true);
  });

  it("is closed where the server says no", () => {
    const closed = session("a", 0);
    closed.may.join = false;
    expect(joinIsOpen(closed, "teacher", NOW)).toBe(false);
  });
});

describe("what is past", () => {
  it("is what has ended or was cancelled, even before its time, and what nobody came to", () => {
    expect(isPast(session("a", 10, { status: "ended" }), NOW)).toBe(true);
    expect(isPast(session("a", 600, { status: "cancelled" }), NOW)).toBe(true);
    expect(isPast(session("a", -61), NOW)).toBe(true);
  });

  it("is not what is still going on or may still begin", () => {
    expect(isPast(session("a", -300, { status: "live" }), NOW)).toBe(false);
    expect(isPast(session("a", -59), NOW)).toBe(false);
  });
});

describe("the agenda", () => {
  it("puts the live session before the one that begins earlier", () => {
    const { next, today } = agenda([session("soon", 5), session("live", 30, { status: "live" })], NOW, "UTC");
    expect(next?.id).toBe("live");
    expect(today.map((each) => each.id)).toEqual(["soon"]);
  });

  it("drops what is over and sorts the rest by the viewer's day", () => {
    const sessions = [session("over", -90), session("next", 5), session("evening", 590), session("week", 6 * 1_440)];
    sessions.push(session("later", 8 * 1_440));
    const inUtc = agenda(sessions, NOW, "UTC");
    expect(inUtc.next?.id).toBe("next");
    expect(inUtc.today.map((each) => each.id)).toEqual(["evening"]);
    expect(inUtc.week.map((each) => each.id)).toEqual(["week"]);
    // At 22:50 UTC it is tomorrow already in Auckland, where today ends at 11:00 UTC.
    expect(agenda(sessions, NOW, "Europe/Helsinki").week.map((each) => each.id)).toEqual(["evening", "week"]);
  });

  it("is empty without sessions", () => {
    expect(agenda([], NOW, "UTC")).toEqual({ next: null, today: [], week: [] });
  });
});
