import { useSyncExternalStore } from "react";

/** The present, to the second, for everything on the page that counts down: one timer for all of it. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}

/** The same to the minute, for what need not be drawn every second. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(current / 60_000) * 60_000);
}

let current = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    tick();
    timer = setInterval(tick, 1_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function tick() {
  current = Date.now();
  for (const listener of listeners) listener();
}
