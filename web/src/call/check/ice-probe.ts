import { failed, type Finding, ok, RELAY_WAYS, relayWay, type RelayWay, skipped } from "@/call/check/findings";

const ANSWERS_WITHIN_MS = 10_000;

export interface Gathered {
  /** An address of the wanted kind was given. */
  found: boolean;
  /** The browser came to the end of its search; false when we lost patience. */
  finished: boolean;
  /** Codes of STUN (RFC 8489) and TURN (RFC 8656); 701 is the browser's own: no answer. */
  errors: number[];
}

type Make = (configuration: RTCConfiguration) => RTCPeerConnection;
const make: Make = (configuration) => new RTCPeerConnection(configuration);

/** Whether the server tells this page its address from outside. */
export async function probeStun(servers: RTCIceServer[], signal: AbortSignal): Promise<Finding> {
  const urls = urlsOf(servers, (url) => url.startsWith("stun:"));
  if (urls.length === 0) return skipped("not-configured");
  return judgeStun(await gather({ iceServers: [{ urls }] }, "srflx", signal));
}

/** Each address of the relay alone; for each way whether one of its addresses gave this page a place. */
export async function probeRelay(way: RelayWay, servers: RTCIceServer[], signal: AbortSignal): Promise<Finding> {
  const alone = servers.flatMap(({ urls, ...credentials }) =>
    [urls].flat().map((url): RTCIceServer => ({ urls: [url], ...credentials })),
  );
  const tried = alone.filter(({ urls }) => relayWay(urls[0] ?? "") === way);
  if (tried.length === 0) return skipped("not-configured");
  return judgeRelay(
    await Promise.all(
      tried.map((server) => gather({ iceServers: [server], iceTransportPolicy: "relay" }, "relay", signal)),
    ),
  );
}

export function hasRelay(servers: RTCIceServer[]): boolean {
  return urlsOf(servers, (url) => RELAY_WAYS.some((way) => relayWay(url) === way)).length > 0;
}

export function judgeStun({ found, finished, errors }: Gathered): Finding {
  if (found) return ok;
  // No address from outside and no error: it is the one that this device has itself.
  return finished && errors.length === 0 ? { outcome: "ok", reason: "same-address" } : failed("no-answer");
}

export function judgeRelay(all: Gathered[]): Finding {
  if (all.some(({ found }) => found)) return ok;
  const errors = all.flatMap((each) => each.errors);
  if (errors.includes(486) || errors.includes(508)) return failed("full");
  if (errors.some((code) => code === 401 || code === 403 || code === 441)) return failed("refused");
  return failed("no-answer");
}

/** Looks for an address of one kind, until there is one or the browser gives up. */
export async function gather(
  configuration: RTCConfiguration,
  wanted: RTCIceCandidateType,
  signal: AbortSignal,
  makeConnection = make,
): Promise<Gathered> {
  signal.throwIfAborted();
  const connection = makeConnection(configuration);
  const errors: number[] = [];
  try {
    return await new Promise<Gathered>((resolve, reject) => {
      const end = (found: boolean, finished: boolean) => {
        clearTimeout(timer);
        resolve({ found, finished, errors });
      };
      const timer = setTimeout(() => end(false, false), ANSWERS_WITHIN_MS);
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      connection.addEventListener("icecandidate", ({ candidate }) => {
        if (candidate === null) end(false, true);
        else if (candidate.type === wanted) end(true, true);
      });
      connection.addEventListener("icecandidateerror", ({ errorCode }) => errors.push(errorCode));
      connection.createDataChannel("check");
      connection.setLocalDescription().catch(reject);
    });
  } finally {
    connection.close();
  }
}

function urlsOf(servers: RTCIceServer[], fits: (url: string) => boolean): string[] {
  return servers.flatMap(({ urls }) => [urls].flat()).filter(fits);
}
