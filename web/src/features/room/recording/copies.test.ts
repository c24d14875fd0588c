import { describe, expect, it, vi } from "vitest";

import { participant, remote, stateOf } from "../people/test-state";
import { copiedHere, WantedPictures } from "./copies";
import { NO_RECORDING } from "./recording-state";

const marie = participant("Marie", { recorded: true });
const leo = remote("Leo", { recorded: true, can_record: false, copied_by: "marie" });
const recording = { ...NO_RECORDING, state: "on" as const };

describe("whom this page records", () => {
  const names = (...args: Parameters<typeof stateOf>) => copiedHere(stateOf(...args)).map(({ name }) => name);

  it("is whoever was left to it and agreed, while the room records", () => {
    expect(names(marie, [leo, remote("Ada")], { recording })).toEqual(["Leo"]);
    expect(names(marie, [{ ...leo, recorded: false }], { recording })).toEqual([]);
    expect(names(marie, [{ ...leo, copied_by: "ada" }], { recording })).toEqual([]);
    expect(names(marie, [leo], { recording: { ...recording, state: "paused" } })).toEqual([]);
  });
});

describe("the pictures that have to come", () => {
  const picture = (participantId: string, width: number) => ({ kind: "person" as const, participantId, width, height: width / 2 });

  it("are those that are shown and those that are recorded, each once and as large as it is needed", () => {
    const tell = vi.fn();
    const wanted = new WantedPictures(tell);
    wanted.show([picture("leo", 100), picture("ada", 300)]);
    expect(tell).toHaveBeenLastCalledWith([picture("leo", 100), picture("ada", 300)]);
    wanted.follow(stateOf(marie, [leo], { recording }));
    const copied = { kind: "person", participantId: "leo", width: 640, height: 360, isCopied: true };
    expect(tell).toHaveBeenLastCalledWith([picture("ada", 300), copied]);
    wanted.show([picture("leo", 900)]);
    expect(tell).toHaveBeenLastCalledWith([{ ...copied, width: 900, height: 450 }]);
    wanted.follow(stateOf(marie, [{ ...leo, video: false }], { recording }));
    expect(tell).toHaveBeenLastCalledWith([picture("leo", 900)]);
    tell.mockClear();
    wanted.follow(stateOf(marie, [{ ...leo, video: false }], { recording }));
    expect(tell).not.toHaveBeenCalled();
  });
});
