import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { offsetFrom, RoomClock } from "./room-clock";

describe("offsetFrom", () => {
  it("believes the quickest answer, half-way through its round trip", () => {
    const slow = { askedAt: 0, answeredAt: 400, serverTime: 10_390 };
    const quick = { askedAt: 1_000, answeredAt: 1_020, serverTime: 11_010 };
    expect(offsetFrom([slow, quick])).toBe(10_000);
  });

  it("knows nothing without an answer", () => {
    expect(offsetFrom([])).toBeNull();
  });
});

describe("RoomClock", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** A page's own time, and a server whose clock is ahead by so much, or which does not answer. */
  function begin(ahead: number | null) {
    const world = { own: 0, ahead };
    const ask = async () => {
      if (world.ahead === null) throw new Error("unreachable");
      world.own += 20;
      return world.own - 10 + world.ahead;
    };
    const clock = new RoomClock({ ask, ownTime: () => world.own });
    const pass = async (milliseconds: number) => {
      world.own += milliseconds;
      await vi.advanceTimersByTimeAsync(milliseconds);
    };
    return { world, clock, pass };
  }

  it("says the server's time", async () => {
    const { world, clock, pass } = begin(5_000);
    await clock.ready;
    expect(clock.now()).toBe(world.own + 5_000);
    await pass(1_000);
    expect(clock.now()).toBe(world.own + 5_000);
  });

  it("follows a clock that runs otherwise", async () => {
    const { world, clock, pass } = begin(5_000);
    await clock.ready;
    world.ahead = 5_030;
    await pass(30_000);
    expect(clock.now()).toBe(world.own + 5_030);
  });

  it("waits rather than going back", async () => {
    const { world, clock, pass } = begin(5_000);
    await clock.ready;
    await pass(29_900);
    const latest = clock.now();
    world.ahead = 4_000;
    await pass(200);
    expect(clock.now()).toBe(latest);
    await pass(10_000);
    expect(clock.now()).toBe(world.own + 4_000);
  });

  it("asks until it is answered, and goes on from what it knows when it is not", async () => {
    const { world, clock, pass } = begin(null);
    await pass(3_000);
    expect(() => clock.now()).toThrow("not known");
    world.ahead = 700;
    await pass(1_000);
    expect(clock.now()).toBe(world.own + 700);
    world.ahead = null;
    await pass(90_000);
    expect(clock.now()).toBe(world.own + 700);
  });
});
