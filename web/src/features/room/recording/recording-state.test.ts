import { describe, expect, it } from "vitest";

import { changeBetween, followRecording, lagOf, NO_RECORDING, type RecordingView, sendingSince } from "./recording-state";

const START = Date.parse("2026-11-22T10:00:00Z");
const ada = { id: "ada", recorded: true, can_record: true, copied_by: null, audio: true, video: false, screen: null };

function recording(more: Partial<RecordingView> = {}): RecordingView {
  return { ...NO_RECORDING, state: "on", since: "2026-11-22T10:00:00Z", sending: { ada: START }, ...more };
}

describe("how far somebody is behind", () => {
  it("is counted from what is saved", () => {
    expect(lagOf(recording({ saved: { ada: START + 10_000 } }), ada, START + 45_000)).toBe(35_000);
  });

  it("is counted from when they began to send, or the recording did", () => {
    const earlier = { ada: START - 600_000 };
    expect(lagOf(recording({ sending: { ada: START + 40_000 }, saved: { ada: START + 5_000 } }), ada, START + 45_000)).toBe(5_000);
    expect(lagOf(recording({ sending: earlier }), ada, START + 4_000)).toBe(4_000);
  });

  it("is nothing where nothing is to be expected", () => {
    const now = START + 60_000;
    expect(lagOf(recording({ state: "paused" }), ada, now)).toBe(0);
    expect(lagOf(recording({ sending: {} }), ada, now)).toBe(0);
    expect(lagOf(recording(), { ...ada, recorded: false }, now)).toBe(0);
    expect(lagOf(recording(), { ...ada, recorded: null }, now)).toBe(0);
    expect(lagOf(recording(), { ...ada, can_record: false }, now)).toBe(0);
  });

  it("is counted for a copy, too", () => {
    expect(lagOf(recording(), { ...ada, can_record: false, copied_by: "marie" }, START + 60_000)).toBe(60_000);
  });
});

it("knows since when people send", () => {
  const first = sendingSince({}, [ada, { ...ada, id: "leo", audio: false }], START);
  expect(first).toEqual({ ada: START });
  expect(sendingSince(first, [ada], START + 1_000)).toBe(first);
  expect(sendingSince(first, [ada, { ...ada, id: "leo", audio: false, screen: "s" }], START + 2_000)).toEqual({ ada: START, leo: START + 2_000 });
  expect(sendingSince(first, [{ ...ada, audio: false }], START + 3_000)).toEqual({});
});

it("tells what has changed", () => {
  const [off, on, paused] = (["off", "on", "paused"] as const).map((state) => ({ state, since: null }));
  expect(changeBetween(off!, on!)).toBe("started");
  expect(changeBetween(on!, paused!)).toBe("paused");
  expect(changeBetween(paused!, on!)).toBe("resumed");
  expect(changeBetween(paused!, off!)).toBe("stopped");
  expect(changeBetween(on!, on!)).toBeNull();
});

it("keeps what is known when the recording changes", () => {
  const known = followRecording(recording(), { kind: "saved", participantId: "ada", until: START });
  const now = followRecording(known, { kind: "changed", recording: { state: "paused", since: "2026-11-22T10:05:00Z" } });
  expect(now).toMatchObject({ state: "paused", since: "2026-11-22T10:05:00Z", saved: { ada: START } });
});
