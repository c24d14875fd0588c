import { beforeEach, expect, it, vi } from "vitest";

import { problem, storedTrack } from "./fake-recording";

beforeEach(() => {
  localStorage.clear();
  // Each test is a page of its own.
  vi.resetModules();
});

const page = async () => (await import("./not-saved")).notSaved;

it("keeps one note for each session until it is read, also over a reload", async () => {
  const notes = await page();
  notes.add(storedTrack("a", { kind: "camera", startedAt: 5_000 }), problem(410, "session_ended"));
  notes.add(storedTrack("b", { kind: "microphone", startedAt: 4_000 }), problem(410, "session_ended"));
  notes.add(storedTrack("c", { sessionId: "other" }), problem(401, "bad_room_token"));
  vi.resetModules();
  const later = await page();
  expect(later.current).toEqual([
    { sessionId: "lesson", startedAt: 4_000, kinds: ["camera", "microphone"], code: "session_ended", detail: "" },
    expect.objectContaining({ sessionId: "other", code: "bad_room_token" }),
  ]);
  later.forget();
  vi.resetModules();
  expect((await page()).current).toEqual([]);
});

it("says nothing of what somebody wanted to be gone", async () => {
  const notes = await page();
  for (const code of ["track_gone", "not_recorded"]) notes.add(storedTrack("a"), problem(410, code));
  expect(notes.current).toEqual([]);
});
