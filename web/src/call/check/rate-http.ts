import { jitter, kilobits, median, nextSize } from "@/call/check/measures";

/** The server wants fewer measurements from this address for now. */
export class TooBusy extends Error {}

export interface Limits {
  /** Bytes of one request. */
  largestDownload: number;
  largestUpload: number;
}

export interface RoundTrips {
  delay: number | null;
  jitter: number | null;
}

const FIRST_BYTES = 16 * 1024;
/** A quick line has shown what it can by then. */
const MOST_BYTES = 12 * 1024 * 1024;
/** A transfer that has not come to its end by then tells enough: the line is slow. */
const ONE_TAKES_AT_MOST_MS = 10_000;
const ROUND_TRIPS = 20;
const ROUND_TRIP_EVERY_MS = 100;

/** Delay and jitter of small requests. What gets lost is repeated underneath, and shows as jitter only. */
export async function measureRoundTrips(signal: AbortSignal): Promise<RoundTrips> {
  const delays: number[] = [];
  for (let count = 0; count <= ROUND_TRIPS; count += 1) {
    const begun = performance.now();
    await download(0, signal);
    const took = performance.now() - begun;
    // The first one may have had to open the connection.
    if (count > 0) delays.push(took);
    await pause(Math.max(0, ROUND_TRIP_EVERY_MS - took), signal);
  }
  return { delay: median(delays), jitter: jitter(delays) };
}

/** kbit/s from the server to here. */
export function measureDown({ largestDownload }: Limits, ms: number, signal: AbortSignal): Promise<number | null> {
  return repeat(download, largestDownload, ms, signal);
}

/** kbit/s from here to the server. */
export function measureUp({ largestUpload }: Limits, ms: number, signal: AbortSignal): Promise<number | null> {
  return repeat(upload, largestUpload, ms, signal);
}

/** Transfers of growing size until the time is up. The first only finds out how large the others should be. */
async function repeat(
  transfer: (bytes: number, signal: AbortSignal) => Promise<void>,
  largest: number,
  forMs: number,
  signal: AbortSignal,
): Promise<number | null> {
  const until = performance.now() + forMs;
  let size = Math.min(FIRST_BYTES, largest);
  let first: number | null = null;
  let [bytes, ms] = [0, 0];
  while (performance.now() < until && bytes < MOST_BYTES) {
    const begun = performance.now();
    try {
      await atMost(ONE_TAKES_AT_MOST_MS, signal, (limited) => transfer(size, limited));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TooBusy && first === null) throw error;
      break;
    }
    const took = performance.now() - begun;
    if (first === null) first = kilobits(size, took);
    else [bytes, ms] = [bytes + size, ms + took];
    size = nextSize(size, took, largest);
  }
  return bytes > 0 ? kilobits(bytes, ms) : first;
}

/** `AbortSignal.any` is too young for some of the browsers that the room works in. */
async function atMost(ms: number, signal: AbortSignal, run: (limited: AbortSignal) => Promise<void>): Promise<void> {
  const limited = new AbortController();
  const stop = () => limited.abort(signal.reason);
  const timer = setTimeout(() => limited.abort(), ms);
  signal.addEventListener("abort", stop);
  try {
    await run(limited.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

async function download(bytes: number, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`/api/check/download?bytes=${bytes}`, { cache: "no-store", signal });
  expectOk(answer);
  await answer.arrayBuffer();
}

async function upload(bytes: number, signal: AbortSignal): Promise<void> {
  const answer = await fetch("/api/check/upload", {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: noise(bytes),
    signal,
  });
  expectOk(answer);
  await answer.arrayBuffer();
}

function expectOk(answer: Response): void {
  if (answer.status === 429) throw new TooBusy();
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
}

/** Random, so that nothing on the way makes it smaller. The generator gives 64 KB at a time. */
function noise(bytes: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(bytes);
  for (let start = 0; start < bytes; start += 65_536) crypto.getRandomValues(all.subarray(start, start + 65_536));
  return all;
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
