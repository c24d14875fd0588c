import { describe, expect, it, vi } from "vitest";

import { aReplay } from "@/replay/fake-media";
import { ReplayClock } from "@/replay/replay-clock";
import { Timeline } from "@/replay/timeline";

import { commandFor, type CommandContext, isSingle } from "./commands";

const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

function watching(): CommandContext {
  const chapters = [10_000, 20_000, 40_000].map((at_ms) => ({ at_ms, kind: "hand" as const, title: null, participant_id: "ada" }));
  return {
    clock: new ReplayClock(60_000),
    timeline: new Timeline(aReplay({ chapters })),
    fullscreen: { isPossible: true, isOn: false, toggle: vi.fn() },
    onMute: vi.fn(),
    onCaptions: vi.fn(),
    onHelp: vi.fn(),
  };
}

function press(context: CommandContext, key: string, shiftKey = false): number {
  commandFor({ ...PLAIN, key, shiftKey })?.run(context, key);
  return Math.round(context.clock.position);
}

describe("keys", () => {
  it("jump by seconds, by chapters, by tenths and to both ends", () => {
    const context = watching();
    const keys = [["l"], ["L", true], ["j"], ["ArrowRight"], ["ArrowLeft"], ["ArrowRight", true], ["ArrowLeft", true], ["5"], ["End"], ["Home"]] as const;
    expect(keys.map(([key, shift]) => press(context, key, shift))).toEqual([
      10_000, 20_000, 10_000, 15_000, 10_000, 20_000, 10_000, 30_000, 60_000, 0,
    ]);
  });

  it("play and stop, and change the speed", () => {
    const context = watching();
    press(context, "k");
    press(context, ">", true);
    press(context, ">", true);
    press(context, "<");
    expect(context.clock.state).toMatchObject({ isPlaying: true, speed: 1.25 });
    press(context, " ");
    expect(context.clock.state.isPlaying).toBe(false);
  });

  it("stay within what is shown", () => {
    const context = watching();
    context.clock.setRange(10_000, 30_000);
    expect((["5", "End", "Home", "0"] as const).map((key) => press(context, key))).toEqual([20_000, 30_000, 10_000, 10_000]);
  });

  it("show and hide the captions", () => {
    const context = watching();
    press(context, "c");
    expect(context.onCaptions).toHaveBeenCalledOnce();
  });

  it("leave the browser's own alone", () => {
    expect(commandFor({ ...PLAIN, key: "l", ctrlKey: true })).toBeUndefined();
    expect(commandFor({ ...PLAIN, key: "ArrowLeft", altKey: true })).toBeUndefined();
  });

  it("can be switched off where they are letters, digits or signs", () => {
    expect(["k", "5", "?", " ", "ArrowLeft", "Home"].map(isSingle)).toEqual([true, true, true, false, false, false]);
  });
});
