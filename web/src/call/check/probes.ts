/** What a check asks of the browser and the network; tests put their own in the place of these. */
import { failed, type Finding, ok, type RateFigures, type RelayWay } from "@/call/check/findings";
import { probeRelay, probeStun } from "@/call/check/ice-probe";
import { type Limits, measureDown, measureRoundTrips, measureUp } from "@/call/check/rate-http";
import { measureThroughRelay } from "@/call/check/rate-relay";
import { probeSocket, type SocketProbe } from "@/call/check/socket-probe";
import { playTone } from "@/call/check/tone";
import { canCall, devicesMissing } from "@/call/devices";
import { meter } from "@/call/levels";
import { LocalMedia, type LocalMediaState } from "@/call/local-media";

export interface CheckSetup extends Limits {
  iceServers: RTCIceServer[];
  /** Every call goes through the relay: without one there is none. */
  relayOnly: boolean;
}

export interface DeviceTrial {
  /** Asks for both and says how that went. */
  start(): Promise<LocalMediaState>;
  stop(): void;
}

export interface Probes {
  browser(): Finding;
  devices(onChange: (state: LocalMediaState) => void): DeviceTrial;
  /** Calls `read` with the position on a meter, or once with null where it cannot be measured. Returns what stops it. */
  level(track: MediaStreamTrack, read: (position: number | null) => void): () => void;
  /** False where nothing can be played. */
  tone(): Promise<boolean>;
  socket(signal: AbortSignal): Promise<SocketProbe>;
  stun(servers: RTCIceServer[], signal: AbortSignal): Promise<Finding>;
  relay(way: RelayWay, servers: RTCIceServer[], signal: AbortSignal): Promise<Finding>;
  rate(
    setup: CheckSetup,
    relayWorks: boolean,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<RateFigures>;
}

export const realProbes: Probes = {
  browser() {
    if (devicesMissing() === "insecure") return failed("insecure");
    if (!canCall()) return failed("no-calls");
    return devicesMissing() === "unsupported" ? failed("unsupported") : ok;
  },
  devices(onChange) {
    const media = new LocalMedia();
    const stopListening = media.on("change", onChange);
    return {
      async start() {
        await media.start();
        return media.state;
      },
      stop() {
        stopListening();
        media.stop();
      },
    };
  },
  level: (track, read) => meter(track, (reading) => read(reading?.position ?? null)),
  tone: playTone,
  socket: probeSocket,
  stun: probeStun,
  relay: probeRelay,
  rate: measureRate,
};

const ONE_DIRECTION_MS = 3_500;

/**
 * To and from our server by requests; and, where a relay works, through it as media would go. Rates in both directions come
 * from the server in either case: through the relay only the slower of them shows.
 */
async function measureRate(
  setup: CheckSetup,
  relayWorks: boolean,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<RateFigures> {
  const requestsShare = relayWorks ? 0.4 : 1;
  const near = relayWorks ? null : await measureRoundTrips(signal);
  onProgress(requestsShare * 0.2);
  const down = await measureDown(setup, ONE_DIRECTION_MS, signal);
  onProgress(requestsShare * 0.6);
  const up = await measureUp(setup, ONE_DIRECTION_MS, signal);
  onProgress(requestsShare);
  const far = relayWorks
    ? await measureThroughRelay(setup.iceServers, (fraction) => onProgress(0.4 + 0.6 * fraction), signal)
    : null;
  if (far !== null) return { path: "relay", up, down, ...far };
  const byRequests = near ?? (await measureRoundTrips(signal));
  return { path: "server", up, down, through: null, ...byRequests, loss: null };
}
