import { jitter, kilobits, median } from "@/call/check/measures";
import { pause } from "@/call/check/rate-http";

export interface RelayFigures {
  through: number | null;
  delay: number | null;
  jitter: number | null;
  loss: number | null;
}

const CONNECTS_WITHIN_MS = 12_000;
/** As a voice would: 50 small packets a second. */
const VOICE_EVERY_MS = 20;
const VOICE_BYTES = 160;
const VOICE_MS = 8_000;
/** What has not come by then is lost, or too late to be of use. */
const LATE_MS = 1_000;
/** Twice what a good picture needs, and below what deploy/turnserver.conf grants: more would measure that limit. */
const FULL_RATE_KBITS = 5_000;
const FULL_RATE_MS = 5_000;
/** SCTP begins slowly; that is not the line's doing. */
const WARM_UP_MS = 1_500;
const PACKET_BYTES = 1_100; // fits into one packet of every network
const MOST_WAITING_BYTES = 64 * 1024;

/**
 * Loss, delay, jitter and rate between two connections of this page that know only the relay: each packet goes up to it and
 * down again. Unordered and never repeated, as media is. Null where the two could not connect.
 */
export async function measureThroughRelay(
  iceServers: RTCIceServer[],
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<RelayFigures | null> {
  const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: "relay" };
  const [here, there] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)];
  try {
    const channels = await connect(here, there, signal);
    if (channels === null) return null;
    const voice = await sendVoice(channels, (fraction) => onProgress(fraction * 0.6), signal);
    const through = await sendAtFullRate(channels, (fraction) => onProgress(0.6 + fraction * 0.4), signal);
    return { ...voice, through };
  } finally {
    here.close();
    there.close();
  }
}

interface Channels {
  from: RTCDataChannel;
  to: RTCDataChannel;
}

async function connect(here: RTCPeerConnection, there: RTCPeerConnection, signal: AbortSignal): Promise<Channels | null> {
  const from = here.createDataChannel("check", { ordered: false, maxRetransmits: 0 });
  const opened = new Promise<Channels>((resolve) => {
    there.addEventListener("datachannel", ({ channel: to }) => {
      to.binaryType = "arraybuffer";
      const both = () => from.readyState === "open" && to.readyState === "open" && resolve({ from, to });
      from.addEventListener("open", both);
      to.addEventListener("open", both);
      both();
    });
  });
  exchangeCandidates(here, there);
  exchangeCandidates(there, here);
  await here.setLocalDescription();
  if (here.localDescription) await there.setRemoteDescription(here.localDescription);
  await there.setLocalDescription();
  if (there.localDescription) await here.setRemoteDescription(there.localDescription);
  return Promise.race([opened, pause(CONNECTS_WITHIN_MS, signal).then(() => null)]);
}

function exchangeCandidates(one: RTCPeerConnection, other: RTCPeerConnection): void {
  const early: RTCIceCandidate[] = [];
  const tell = (candidate: RTCIceCandidate) => void other.addIceCandidate(candidate).catch(() => undefined);
  one.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate === null) return;
    if (other.remoteDescription === null) early.push(candidate);
    else tell(candidate);
  });
  other.addEventListener("signalingstatechange", () => {
    if (other.remoteDescription !== null) early.splice(0).forEach(tell);
  });
}

async function sendVoice(
  { from, to }: Channels,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Omit<RelayFigures, "through">> {
  const sentAt: number[] = [];
  const delays = new Map<number, number>();
  const receive = ({ data }: MessageEvent<ArrayBuffer>) => {
    const index = new DataView(data).getUint32(0);
    const at = sentAt[index];
    if (at !== undefined) delays.set(index, performance.now() - at);
  };
  to.addEventListener("message", receive);
  const packet = new Uint8Array(VOICE_BYTES);
  const begun = performance.now();
  // A timer is late when the page is busy: what is due is sent together, so that the number stays right.
  for (let elapsed = 0; elapsed < VOICE_MS && from.readyState === "open"; elapsed = performance.now() - begun) {
    while (sentAt.length * VOICE_EVERY_MS <= elapsed) {
      new DataView(packet.buffer).setUint32(0, sentAt.length);
      sentAt.push(performance.now());
      from.send(packet);
    }
    onProgress(elapsed / VOICE_MS);
    await pause(VOICE_EVERY_MS, signal);
  }
  await pause(LATE_MS, signal);
  to.removeEventListener("message", receive);
  const inOrder = [...delays].sort(([a], [b]) => a - b).map(([, delay]) => delay);
  return {
    delay: median(inOrder),
    jitter: jitter(inOrder),
    loss: (100 * (sentAt.length - delays.size)) / sentAt.length,
  };
}

async function sendAtFullRate(
  { from, to }: Channels,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<number | null> {
  let received = 0;
  const begun = performance.now();
  const receive = ({ data }: MessageEvent<ArrayBuffer>) => {
    if (performance.now() - begun > WARM_UP_MS) received += data.byteLength;
  };
  to.addEventListener("message", receive);
  const packet = crypto.getRandomValues(new Uint8Array(PACKET_BYTES));
  let sent = 0;
  let elapsed = 0;
  while (elapsed < FULL_RATE_MS && from.readyState === "open") {
    const due = (FULL_RATE_KBITS * elapsed) / 8;
    while (sent < due && from.bufferedAmount < MOST_WAITING_BYTES) {
      from.send(packet);
      sent += PACKET_BYTES;
    }
    // What could not be sent in time is not made up for: it would measure a burst.
    sent = Math.max(sent, due);
    onProgress(elapsed / FULL_RATE_MS);
    await pause(VOICE_EVERY_MS, signal);
    elapsed = performance.now() - begun;
  }
  to.removeEventListener("message", receive);
  return received === 0 ? 0 : kilobits(received, elapsed - WARM_UP_MS);
}
