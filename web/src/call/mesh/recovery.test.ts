import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { pauseBefore, Recovery } from "./recovery";

describe("Recovery", () => {
  const restart = vi.fn();
  let recovery: Recovery;

  beforeEach(() => {
    vi.useFakeTimers();
    restart.mockReset();
    recovery = new Recovery(restart);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("gives a disconnected connection time to heal by itself", () => {
    recovery.onState("disconnected");
    vi.advanceTimersByTime(2_000);
    recovery.onState("connected");
    vi.advanceTimersByTime(60_000);
    expect(restart).not.toHaveBeenCalled();
  });

  it("restarts a failed one at once, and goes on trying until it is connected", () => {
    recovery.onState("failed");
    vi.advanceTimersByTime(0);
    expect(restart).toHaveBeenCalledTimes(1);
    recovery.onState("connecting");
    vi.advanceTimersByTime(pauseBefore(2));
    expect(restart).toHaveBeenCalledTimes(2);
    recovery.onState("connected");
    vi.advanceTimersByTime(60_000);
    expect(restart).toHaveBeenCalledTimes(2);
  });

  it("tries ever less often, but never gives up", () => {
    expect([2, 3, 4, 9].map(pauseBefore)).toEqual([4_000, 8_000, 15_000, 15_000]);
  });
});
