import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { IceRenewal } from "./ice-renewal";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fresh = (number: number) => ({
  ice_servers: [{ urls: ["turn:here:3478"], username: `${number}:ada`, credential: "c" }, { urls: ["stun:here"], username: null, credential: null }],
  ice_seconds: 1_000,
});

it("renews before the credentials expire, again and again, until it is stopped", async () => {
  const use = vi.fn<(servers: RTCIceServer[]) => void>();
  let number = 0;
  const renewal = new IceRenewal({ ask: async () => fresh((number += 1)), use }, 100);
  await vi.advanceTimersByTimeAsync(69_000);
  expect(use).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(use).toHaveBeenLastCalledWith([
    { urls: ["turn:here:3478"], username: "1:ada", credential: "c" },
    { urls: ["stun:here"] },
  ]);
  await vi.advanceTimersByTimeAsync(700_000);
  expect(use).toHaveBeenCalledTimes(2);
  renewal.stop();
  await vi.advanceTimersByTimeAsync(10_000_000);
  expect(use).toHaveBeenCalledTimes(2);
});

it("asks again while the server is out of reach", async () => {
  const use = vi.fn();
  const ask = vi.fn<() => Promise<ReturnType<typeof fresh>>>().mockRejectedValueOnce(new Error("away")).mockResolvedValue(fresh(1));
  const renewal = new IceRenewal({ ask, use }, 100);
  await vi.advanceTimersByTimeAsync(70_000);
  expect(use).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(use).toHaveBeenCalledOnce();
  renewal.stop();
});

it("leaves alone what never expires", async () => {
  const ask = vi.fn<() => Promise<ReturnType<typeof fresh>>>();
  new IceRenewal({ ask, use: vi.fn() }, null);
  await vi.advanceTimersByTimeAsync(10_000_000);
  expect(ask).not.toHaveBeenCalled();
});
