/**
 * Changes to the *remote* description before it is applied: they tell our own encoders what to do. Our own descriptions
 * are never edited, which browsers increasingly refuse.
 */
export function tuneRemoteDescription(sdp: string, startBitrateKbps: number): string {
  const lines = sdp.split("\r\n");
  const kinds = codecsByPayloadType(lines);
  const withFmtp = new Set<string>();
  const tuned = lines.map((line) => {
    const fmtp = /^a=fmtp:(\d+) (.*)$/.exec(line);
    if (!fmtp) return line;
    const [, payloadType = "", parameters = ""] = fmtp;
    withFmtp.add(payloadType);
    const wanted = wantedParameters(kinds.get(payloadType), startBitrateKbps);
    return wanted ? `a=fmtp:${payloadType} ${merge(parameters, wanted)}` : line;
  });
  // VP8 has no fmtp line of its own: one is added behind its rtpmap.
  return tuned
    .flatMap((line) => {
      const payloadType = /^a=rtpmap:(\d+) /.exec(line)?.[1];
      if (payloadType === undefined || withFmtp.has(payloadType)) return [line];
      const wanted = wantedParameters(kinds.get(payloadType), startBitrateKbps);
      return wanted ? [line, `a=fmtp:${payloadType} ${merge("", wanted)}`] : [line];
    })
    .join("\r\n");
}

/** A description that gives no address away (RFC 8839, section 5): as if nothing had been gathered yet. */
export function withoutAddresses(sdp: string): string {
  return sdp
    .split("\r\n")
    .filter((line) => !/^a=(candidate:|end-of-candidates)/.test(line))
    .map((line) => {
      if (line.startsWith("c=")) return "c=IN IP4 0.0.0.0";
      if (line.startsWith("a=rtcp:")) return "a=rtcp:9 IN IP4 0.0.0.0";
      return line.replace(/^(m=\w+) [1-9]\d* /, "$1 9 ");
    })
    .join("\r\n");
}

/** The offer as the one who made it would have to have written it to begin the DTLS handshake (RFC 8842, section 5.2). */
export function letOfferingSideBegin(offer: string): string {
  return offer.replaceAll("a=setup:actpass", "a=setup:active");
}

/** The same in all descriptions of one RTCPeerConnection, and of no other (RFC 8829, section 5.2.1). */
export function sessionId(sdp: string): string | undefined {
  return /^o=\S+ (\S+) /m.exec(sdp)?.[1];
}

const VIDEO_CODECS = new Set(["vp8", "vp9", "h264", "av1"]);

function wantedParameters(
  codec: string | undefined,
  startBitrateKbps: number,
): Record<string, string> | null {
  if (codec === "opus") return { useinbandfec: "1" };
  if (codec !== undefined && VIDEO_CODECS.has(codec)) {
    return { "x-google-start-bitrate": String(startBitrateKbps) };
  }
  return null;
}

function codecsByPayloadType(lines: readonly string[]): Map<string, string> {
  const codecs = new Map<string, string>();
  for (const line of lines) {
    const rtpmap = /^a=rtpmap:(\d+) ([^/]+)\//.exec(line);
    if (rtpmap?.[1] && rtpmap[2]) codecs.set(rtpmap[1], rtpmap[2].toLowerCase());
  }
  return codecs;
}

function merge(parameters: string, wanted: Record<string, string>): string {
  const kept = parameters
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !((part.split("=")[0] ?? "") in wanted));
  const added = Object.entries(wanted).map(([name, value]) => `${name}=${value}`);
  return [...kept, ...added].join(";");
}
