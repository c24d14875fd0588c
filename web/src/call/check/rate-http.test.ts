import { afterEach, describe, expect, it, vi } from "vitest";

import { measureDown, measureRoundTrips, measureUp, TooBusy } from "./rate-http";

const limits = { largestDownload: 48_000, largestUpload: 32_000 };
const { signal } = new AbortController();

/** A server behind a line that carries so many bytes in a millisecond. */
function line(bytesPerMs: number, status = 200) {
  const asked: { path: string; bytes: number }[] = [];
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async (path: string, { body }: { body?: Uint8Array } = {}) => {
    const bytes = body?.byteLength ?? Number(new URL(path, "http://here").searchParams.get("bytes"));
    asked.push({ path, bytes });
    await new Promise((resolve) => setTimeout(resolve, 1 + bytes / bytesPerMs));
    return new Response(null, { status });
  });
  return asked;
}

async function atOnce<T>(measurement: Promise<T>): Promise<T> {
  void measurement.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(20_000);
  return measurement;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the rate by requests", () => {
  it("is that of the line, in requests within the server's limits", async () => {
    const asked = line(250);
    expect(await atOnce(measureDown(limits, 3_000, signal))).toBeCloseTo(2_000, -2);
    expect(Math.max(...asked.map(({ bytes }) => bytes))).toBe(48_000);
    expect(await atOnce(measureUp(limits, 3_000, signal))).toBeCloseTo(2_000, -2);
    expect(Math.max(...asked.filter(({ path }) => path === "/api/check/upload").map(({ bytes }) => bytes))).toBe(32_000);
  });

  it("comes from a single transfer where the line is too slow for two", async () => {
    line(4);
    expect(await atOnce(measureDown(limits, 3_000, signal))).toBeCloseTo(32, 0);
  });

  it("is unknown where the server wants fewer requests, and that is said", async () => {
    line(250, 429);
    await expect(atOnce(measureDown(limits, 3_000, signal))).rejects.toThrow(TooBusy);
  });

  it("is unknown where nothing answers", async () => {
    line(250, 500);
    expect(await atOnce(measureUp(limits, 3_000, signal))).toBeNull();
  });
});

describe("round trips", () => {
  it("are as long as they are, and steady on a steady line", async () => {
    line(250);
    const { delay, jitter } = await atOnce(measureRoundTrips(signal));
    expect(delay).toBeCloseTo(1, 0);
    expect(jitter).toBeCloseTo(0, 0);
  });
});
