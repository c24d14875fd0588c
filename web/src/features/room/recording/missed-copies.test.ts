import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { RemoteParticipant } from "@/call/call";
import type { Health } from "@/call/stats";

import { participant, remote, stateOf } from "../people/test-state";
import type { RoomState } from "../room-state";
import { MissedCopies } from "./missed-copies";
import { NO_RECORDING } from "./recording-state";

const marie = participant("Marie", { recorded: true });
const recording = { ...NO_RECORDING, state: "on" as const };
const receiving = (bitrateIn: number) => ({ quality: "good", reason: null, measures: { bitrateIn } }) as Health;

function leo(more: Partial<RemoteParticipant> = {}): RemoteParticipant {
  return remote("Leo", { recorded: true, can_record: false, copied_by: "marie", health: receiving(30_000), ...more });
}

const report = vi.fn<(participantId: string, received: boolean) => void>();
let state: RoomState;
let missed: MissedCopies;
const room = (person: RemoteParticipant) => (state = stateOf(marie, [person], { recording }));
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000);

beforeEach(() => {
  vi.useFakeTimers();
  report.mockClear();
  room(leo());
  missed = new MissedCopies({ getState: () => state, report });
});

afterEach(() => {
  missed.stop();
  vi.useRealTimers();
});

describe("whom this page should record and does not receive", () => {
  it.each([
    ["the line to them failed", leo({ link: "failed" })],
    ["nothing comes over the line", leo({ health: receiving(0) })],
    ["the line was never made", leo({ link: "connecting", health: null })],
  ])("is reported after a while: %s", (_, person) => {
    pass(60);
    expect(report).not.toHaveBeenCalled();
    room(person);
    pass(14);
    expect(report).not.toHaveBeenCalled();
    pass(2);
    expect(report.mock.calls).toEqual([["leo", false]]);
    pass(15);
    expect(report).toHaveBeenCalledTimes(2);
  });

  it("is received again, also when another page records them by now", () => {
    room(leo({ link: "failed" }));
    pass(17);
    room(leo({ link: "failed", copied_by: "ada" }));
    pass(60);
    expect(report.mock.calls).toEqual([["leo", false]]);
    room(leo({ copied_by: "ada" }));
    pass(30);
    expect(report.mock.calls.slice(1)).toEqual([["leo", true]]);
  });

  it("is not whoever is back in time, is away themselves, has everything off, or is left to another", () => {
    room(leo({ link: "interrupted" }));
    pass(10);
    room(leo());
    pass(2);
    room(leo({ link: "interrupted" }));
    pass(10);
    for (const fine of [{ connection: "reconnecting" }, { audio: false, video: false }, { copied_by: "ada" }] as const) {
      room(leo({ link: "interrupted", ...fine }));
      pass(60);
    }
    expect(report).not.toHaveBeenCalled();
  });
});
