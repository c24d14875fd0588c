import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { aTrack, FakeMedia } from "./fake-media";
import type { ReplayTrack } from "./manifest";
import { MediaPlayer } from "./media-player";
import { ReplayClock } from "./replay-clock";

const STEP_MS = 10;

let clock: ReplayClock;
let elements: FakeMedia[];
let player: MediaPlayer;
let renewed: ReplayTrack[];
const renew = vi.fn(async () => renewed);

beforeEach(() => {
  vi.useFakeTimers();
  renew.mockClear();
  clock = new ReplayClock(600_000);
  elements = [];
  player = new MediaPlayer({
    clock,
    renew,
    create: () => {
      const element = new FakeMedia();
      elements.push(element);
      return element as unknown as HTMLMediaElement;
    },
  });
});

afterEach(() => {
  player.stop();
  clock.stop();
  vi.useRealTimers();
});

/** Both clocks go on together; an element may be too fast or too slow. */
async function pass(ms: number, drift = 0) {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    for (const element of elements) element.pass(STEP_MS, drift);
    await vi.advanceTimersByTimeAsync(STEP_MS);
  }
}

function arrive(...which: FakeMedia[]) {
  for (const element of which) element.arrive();
  player.follow();
}

const the = (index: number) => elements[index] as FakeMedia;
const worst = () => Math.max(0, ...player.errors().map(Math.abs));

describe("one track", () => {
  it("holds the clock until it is there", async () => {
    player.setTracks([aTrack({ duration_ms: 600_000 })]);
    clock.play();
    await pass(2_000);
    expect(clock.position).toBe(0);
    expect(the(0).paused).toBe(true);
    arrive(the(0));
    await pass(2_000);
    expect(clock.position).toBeGreaterThan(1_900);
    expect(the(0).paused).toBe(false);
    expect(the(0).preservesPitch).toBe(true);
    expect(worst()).toBeLessThan(40);
  });

  it.each([1, 2, 0.5])("stays within 40 ms of the clock at speed %s although its own runs differently", async (speed) => {
    player.setTracks([aTrack({ duration_ms: 600_000 })]);
    arrive(the(0));
    clock.setSpeed(speed);
    clock.play();
    for (const drift of [0.01, -0.01, 0.003]) {
      await pass(5_000, drift);
      expect(worst()).toBeLessThan(40);
    }
    expect(the(0).seeks).toEqual([]);
    expect(the(0).playbackRate / speed).toBeGreaterThan(0.9);
    expect(the(0).playbackRate / speed).toBeLessThan(1.1);
  });

  it("takes away a small error by its rate, without a jump", async () => {
    player.setTracks([aTrack({ duration_ms: 600_000 })]);
    arrive(the(0));
    clock.play();
    the(0).pass(120);
    await pass(3_000);
    expect(worst()).toBeLessThan(20);
    expect(the(0).seeks).toEqual([]);
  });

  it("jumps after a large one, and everybody waits meanwhile", async () => {
    player.setTracks([aTrack({ duration_ms: 600_000 })]);
    arrive(the(0));
    clock.play();
    await pass(1_000);
    the(0).pass(2_000);
    await pass(500);
    const stood = clock.position;
    expect(clock.state.isHeld).toBe(true);
    expect(the(0).seeks).toHaveLength(1);
    arrive(the(0));
    await pass(1_000);
    expect(clock.position).toBeGreaterThan(stood + 900);
    expect(worst()).toBeLessThan(40);
  });

  it("is where the clock was sent, by the room's time and not by its own", async () => {
    player.setTracks([aTrack({ starts_ms: 10_000, duration_ms: 500_000, rate: 1.001 })]);
    arrive(the(0));
    clock.seek(110_100);
    expect(the(0).seeks).toEqual([expect.closeTo(100)]);
    arrive(the(0));
    clock.play();
    await pass(5_000);
    expect(worst()).toBeLessThan(40);
    expect(the(0).currentTime).toBeCloseTo((clock.position - 10_000) / 1_001, 1);
  });

  it("stops with the clock", async () => {
    player.setTracks([aTrack({ duration_ms: 600_000 })]);
    arrive(the(0));
    clock.play();
    await pass(500);
    clock.pause();
    expect(the(0).paused).toBe(true);
  });

  it("rests where its seconds are missing, and holds nobody", async () => {
    player.setTracks([aTrack({ duration_ms: 600_000, missing: [[2_000, 4_000]] })]);
    arrive(the(0));
    clock.play();
    await pass(3_000);
    expect(clock.position).toBeGreaterThan(2_900);
    expect(the(0).paused).toBe(true);
    await pass(1_100);
    // The picture goes on behind the gap, in time.
    arrive(the(0));
    await pass(1_000);
    expect(the(0).paused).toBe(false);
    expect(worst()).toBeLessThan(40);
  });

  it("does not hold the clock where its file ends a little early", async () => {
    player.setTracks([aTrack({ duration_ms: 5_000 })]);
    the(0).arrive(4.9);
    clock.seek(4_950);
    the(0).arrive(4.9);
    clock.play();
    await pass(1_000);
    expect(clock.position).toBeGreaterThan(5_800);
  });
});

describe("many tracks", () => {
  it("fetches what comes next, and lets go of what is over", async () => {
    player.setTracks([
      aTrack({ id: "one", duration_ms: 20_000 }),
      aTrack({ id: "two", starts_ms: 20_000, duration_ms: 20_000 }),
      aTrack({ id: "later", starts_ms: 300_000, duration_ms: 20_000 }),
    ]);
    expect([...player.playing.keys()]).toEqual(["one"]);
    arrive(the(0));
    clock.play();
    await pass(10_000);
    expect([...player.playing.keys()]).toEqual(["one", "two"]);
    expect(the(1).paused).toBe(true);
    arrive(the(1));
    await pass(12_500);
    expect([...player.playing.keys()]).toEqual(["two"]);
    expect(the(0).src).toBe("");
    expect(the(1).paused).toBe(false);
    expect(worst()).toBeLessThan(40);
  });

  it("stops all while one has to be fetched", async () => {
    player.setTracks([aTrack({ id: "sound", duration_ms: 600_000 }), aTrack({ id: "picture", kind: "camera", duration_ms: 600_000 })]);
    arrive(...elements);
    clock.play();
    await pass(1_000);
    the(1).readyState = 2;
    await pass(200);
    expect(elements.map(({ paused }) => paused)).toEqual([true, true]);
    expect(clock.state.isHeld).toBe(true);
    arrive(the(1));
    await pass(100);
    expect(elements.map(({ paused }) => paused)).toEqual([false, false]);
  });

  it("is as loud as wanted; a camera is always silent", () => {
    player.setTracks([aTrack({ id: "sound" }), aTrack({ id: "picture", kind: "camera" }), aTrack({ id: "screen", kind: "screen" })]);
    player.setSound({ volume: 0.4, muted: false });
    expect(elements.map(({ volume, muted }) => [volume, muted])).toEqual([[0.4, false], [0.4, true], [0.4, false]]);
    player.setSound({ volume: 0.4, muted: true });
    expect(elements.every(({ muted }) => muted)).toBe(true);
  });
});

describe("trouble", () => {
  it("asks for a fresh link when one is used up, and goes on from there", async () => {
    player.setTracks([aTrack({ duration_ms: 600_000 })]);
    arrive(the(0));
    clock.play();
    await pass(3_000);
    renewed = [aTrack({ duration_ms: 600_000, src: "/track?link=2" })];
    the(0).fail();
    await pass(100);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(the(0).src).toBe("/track?link=2");
    expect(clock.position).toBeLessThan(3_200);
    arrive(the(0));
    await pass(1_000);
    expect(worst()).toBeLessThan(40);
  });

  it("goes on asking while the server is away", async () => {
    player.setTracks([aTrack({ duration_ms: 600_000 })]);
    renewed = [aTrack({ duration_ms: 600_000, src: "/track?link=3" })];
    renew.mockRejectedValueOnce(new Error("offline")).mockRejectedValueOnce(new Error("offline"));
    the(0).fail();
    await pass(10_000);
    expect(renew).toHaveBeenCalledTimes(3);
    expect(the(0).src).toBe("/track?link=3");
  });

  it("asks for links before it uses old ones", async () => {
    player.setTracks([aTrack({ duration_ms: 600_000 })]);
    arrive(the(0));
    renewed = [aTrack({ duration_ms: 600_000 }), aTrack({ id: "next", starts_ms: 500_000, duration_ms: 1_000, src: "/next?link=2" })];
    player.setTracks([aTrack({ duration_ms: 600_000 }), aTrack({ id: "next", starts_ms: 500_000, duration_ms: 1_000, src: "/next?link=1" })]);
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    clock.seek(499_000);
    await pass(100);
    expect(the(1).src).toBe("/next?link=2");
  });

  it("goes on without a track that is lost, and tries it again after a jump", async () => {
    renewed = [aTrack({ duration_ms: 600_000 })];
    player.setTracks(renewed);
    clock.play();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      the(0).fail(4);
      await pass(100);
    }
    expect(player.playing.get("track")?.state).toBe("lost");
    expect(clock.state.isHeld).toBe(false);
    clock.seek(5_000);
    await pass(100);
    expect(player.playing.get("track")?.state).toBe("waiting");
  });

  it("goes on without what this browser cannot play", async () => {
    player.stop();
    player = new MediaPlayer({
      clock,
      renew,
      create: () => Object.assign(new FakeMedia(), { isPlayable: false }) as unknown as HTMLMediaElement,
    });
    player.setTracks([aTrack()]);
    clock.play();
    await pass(1_000);
    expect(player.playing.get("track")?.state).toBe("unplayable");
    expect(clock.position).toBeGreaterThan(900);
  });

  it("stops where the browser wants a click", async () => {
    const blocked = vi.fn();
    player.on("blocked", blocked);
    player.setTracks([aTrack()]);
    the(0).mayPlay = false;
    arrive(the(0));
    clock.play();
    await pass(200);
    expect(blocked).toHaveBeenCalled();
    expect(clock.state.isPlaying).toBe(false);
  });

  it("takes more of a track that is still being recorded", async () => {
    clock.setRange(0, 10_000);
    player.setTracks([aTrack({ duration_ms: 10_000, src: "/early" })]);
    the(0).arrive(10);
    clock.seek(9_000);
    the(0).arrive(10);
    clock.play();
    await pass(100);
    clock.setRange(0, 20_000);
    player.setTracks([aTrack({ duration_ms: 20_000, src: "/later" })]);
    expect(the(0).src).toBe("/early");
    await pass(1_000);
    expect(the(0).src).toBe("/later");
    the(0).arrive(20);
    await pass(2_000);
    arrive(the(0));
    await pass(1_000);
    expect(clock.position).toBeGreaterThan(10_500);
    expect(worst()).toBeLessThan(40);
  });
});
