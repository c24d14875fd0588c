import { describe, expect, it } from "vitest";

import type { Session } from "@/api/types";

import { changesOf, draftOf, emptyDraft, inputOf, nextDraft } from "./session-form";

const SESSION = {
  title: "Fractions",
  description: "",
  // 02:30 in Paris for the second time that night.
  starts_at: "2026-10-25T01:30:00Z",
  duration_minutes: 60,
  timezone: "Europe/Paris",
  capacity: 1,
  allow_guests: false,
  end_to_end: false,
  hide_addresses: true,
} as Session;

describe("the session form", () => {
  it("suggests a start in the teacher's zone", () => {
    const draft = emptyDraft("America/New_York", Date.parse("2026-11-26T13:20:00Z"));
    expect(draft.starts_at).toEqual({ date: "2026-11-26", time: "09:00" });
    expect(inputOf({ ...draft, title: " Fractions " })).toMatchObject({
      title: "Fractions",
      starts_at: "2026-11-26T09:00:00",
      timezone: "America/New_York",
      capacity: 1,
    });
  });

  it("sends nothing when nothing was changed, above all not the start", () => {
    expect(changesOf(SESSION, draftOf(SESSION))).toEqual({});
  });

  it("sends only what was changed", () => {
    expect(changesOf(SESSION, { ...draftOf(SESSION), title: "Decimals", capacity: "3" })).toEqual({
      title: "Decimals",
      capacity: 3,
    });
  });

  it("sends a new start with its zone", () => {
    const draft = draftOf(SESSION);
    expect(changesOf(SESSION, { ...draft, starts_at: { ...draft.starts_at, time: "15:00" } })).toEqual({
      starts_at: "2026-10-25T15:00:00",
      timezone: "Europe/Paris",
    });
    expect(changesOf(SESSION, { ...draft, timezone: "Europe/London" })).toEqual({
      starts_at: "2026-10-25T02:30:00",
      timezone: "Europe/London",
    });
  });

  it("plans the next one a week later, at the same time on the clock there", () => {
    const soon = nextDraft(SESSION, Date.parse("2026-10-26T09:00:00Z"));
    expect(soon).toEqual({ ...draftOf(SESSION), starts_at: { date: "2026-11-01", time: "02:30" } });
  });

  it("plans the next one ahead, after a session of long ago", () => {
    const justBefore = Date.parse("2026-11-29T01:29:00Z");
    expect(nextDraft(SESSION, justBefore).starts_at).toEqual({ date: "2026-11-29", time: "02:30" });
    expect(nextDraft(SESSION, justBefore + 60_000).starts_at).toEqual({ date: "2026-12-06", time: "02:30" });
  });
});
