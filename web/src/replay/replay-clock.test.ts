import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ReplayClock } from "./replay-clock";

let clock: ReplayClock;

beforeEach(() => {
  vi.useFakeTimers();
  clock = new ReplayClock(60_000);
});

afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

describe("the clock", () => {
  it("stands until it is started, and again when it is stopped", () => {
    vi.advanceTimersByTime(5_000);
    expect(clock.position).toBe(0);
    clock.play();
    vi.advanceTimersByTime(5_000);
    expect(clock.position).toBeCloseTo(5_000);
    clock.pause();
    vi.advanceTimersByTime(5_000);
    expect(clock.position).toBeCloseTo(5_000);
  });

  it("goes on from where it is at another speed", () => {
    clock.play();
    vi.advanceTimersByTime(10_000);
    clock.setSpeed(2);
    vi.advanceTimersByTime(10_000);
    expect(clock.position).toBeCloseTo(30_000);
    clock.setSpeed(0.5);
    vi.advanceTimersByTime(10_000);
    expect(clock.position).toBeCloseTo(35_000);
  });

  it("knows no speed beyond its bounds", () => {
    clock.setSpeed(10);
    expect(clock.state.speed).toBe(3);
    clock.setSpeed(0);
    expect(clock.state.speed).toBe(0.5);
  });

  it("stands still for everybody who waits, until the last one is there", () => {
    clock.play();
    vi.advanceTimersByTime(1_000);
    clock.hold("picture");
    clock.hold("sound");
    vi.advanceTimersByTime(3_000);
    clock.release("picture");
    vi.advanceTimersByTime(3_000);
    expect(clock.position).toBeCloseTo(1_000);
    expect(clock.state).toMatchObject({ isPlaying: true, isHeld: true });
    clock.release("sound");
    vi.advanceTimersByTime(1_000);
    expect(clock.position).toBeCloseTo(2_000);
  });

  it("jumps, within what there is", () => {
    const jumps: number[] = [];
    clock.on("seek", (ms) => jumps.push(ms));
    clock.seek(30_000);
    clock.seek(-5);
    clock.seek(1e9);
    expect(jumps).toEqual([30_000, 0, 60_000]);
  });

  it("stops at the end, at any speed, and begins anew from there", () => {
    clock.seek(58_000);
    clock.play();
    clock.setSpeed(2);
    vi.advanceTimersByTime(2_000);
    expect(clock.state.isPlaying).toBe(false);
    expect(clock.position).toBe(60_000);
    clock.play();
    expect(clock.position).toBe(0);
  });

  it("goes further where the recording grows", () => {
    clock.seek(59_000);
    clock.play();
    clock.setRange(0, 80_000);
    vi.advanceTimersByTime(5_000);
    expect(clock.position).toBeCloseTo(64_000);
    expect(clock.state.isPlaying).toBe(true);
  });

  it("stays between the edges of a trimmed recording", () => {
    clock.setRange(10_000, 20_000);
    expect(clock.position).toBe(10_000);
    clock.seek(0);
    expect(clock.position).toBe(10_000);
    clock.seek(60_000);
    expect(clock.position).toBe(20_000);
    expect(clock.isAtEnd).toBe(true);
    clock.play();
    expect(clock.position).toBe(10_000);
  });

  it("tells of changes once", () => {
    const changed = vi.fn();
    clock.on("change", changed);
    clock.play();
    clock.play();
    clock.setSpeed(1);
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
