/** From times and counts to figures. */

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** How much each delay differs from the one before, on average. */
export function jitter(delays: readonly number[]): number | null {
  if (delays.length < 2) return null;
  const changes = delays.slice(1).map((delay, index) => Math.abs(delay - (delays[index] ?? delay)));
  return changes.reduce((sum, change) => sum + change, 0) / changes.length;
}

export function kilobits(bytes: number, ms: number): number {
  return (bytes * 8) / ms;
}

const TRANSFER_MS = 250;

/** How many bytes the next transfer should have, so that it takes about a quarter of a second. At most doubles. */
export function nextSize(bytes: number, tookMs: number, largest: number): number {
  const fitting = (bytes * TRANSFER_MS) / Math.max(tookMs, 1);
  return Math.round(Math.min(Math.max(fitting, bytes / 2, 1024), bytes * 2, largest));
}
