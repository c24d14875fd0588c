import { io } from "socket.io-client";

import { failed, type Finding, judgeRoundTrip, weak } from "@/call/check/findings";
import type { Problem } from "@/call/protocol";

export interface SocketProbe {
  finding: Finding;
  roundTrip: number | null;
}

const ANSWERS_WITHIN_MS = 8_000;

/**
 * Knocks at the room's socket without a token. That the server says no is the proof that it was heard, and the time it took
 * is the round trip.
 */
export async function probeSocket(signal: AbortSignal): Promise<SocketProbe> {
  const quick = await knock("websocket", signal);
  if (quick !== null) return { finding: judgeRoundTrip(quick), roundTrip: quick };
  const slow = await knock("polling", signal);
  return { finding: slow === null ? failed("no-answer") : weak("slow-way"), roundTrip: slow };
}

function knock(transport: "websocket" | "polling", signal: AbortSignal): Promise<number | null> {
  signal.throwIfAborted();
  const socket = io("", { transports: [transport], forceNew: true, reconnection: false, auth: { token: "" } });
  return new Promise<number | null>((resolve, reject) => {
    let openedAt: number | null = null;
    const timer = setTimeout(() => resolve(null), ANSWERS_WITHIN_MS);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    socket.io.on("open", () => {
      openedAt = performance.now();
    });
    socket.on("connect_error", (error: Error & { data?: Partial<Problem> }) => {
      clearTimeout(timer);
      const isRefusal = openedAt !== null && error.data?.code !== undefined;
      resolve(isRefusal && openedAt !== null ? performance.now() - openedAt : null);
    });
  }).finally(() => socket.disconnect());
}
