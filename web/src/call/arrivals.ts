/** Whether a receiver has something to play by now: sound that came in, or a picture that could be decoded. */
export async function hasArrived(receiver: RTCRtpReceiver | undefined): Promise<boolean> {
  let arrived = false;
  const report = await receiver?.getStats().catch(() => undefined); // fails only on a connection that is being closed
  report?.forEach((entry: { type: string; kind?: string; packetsReceived?: number; framesDecoded?: number }) => {
    if (entry.type !== "inbound-rtp") return;
    const count = entry.kind === "video" ? entry.framesDecoded : entry.packetsReceived;
    if ((count ?? 0) > 0) arrived = true;
  });
  return arrived;
}

/** Resolves when one of the tracks begins to bring something, at the latest after `atMostMs`. */
export function firstArrival(tracks: readonly MediaStreamTrack[], atMostMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (tracks.some(({ muted }) => !muted)) return resolve();
    const timer = setTimeout(resolve, atMostMs);
    const arrives = () => {
      clearTimeout(timer);
      resolve();
    };
    for (const track of tracks) track.addEventListener("unmute", arrives, { once: true });
  });
}
