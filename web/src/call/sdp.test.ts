import { describe, expect, it } from "vitest";

import { letOfferingSideBegin, sessionId, tuneRemoteDescription, withoutAddresses } from "./sdp";

const description = [
  "v=0",
  "m=audio 9 UDP/TLS/RTP/SAVPF 63 111",
  "a=rtpmap:63 red/48000/2",
  "a=fmtp:63 111/111",
  "a=rtpmap:111 opus/48000/2",
  "a=fmtp:111 minptime=10;useinbandfec=0",
  "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98",
  "a=rtpmap:96 VP8/90000",
  "a=rtpmap:97 rtx/90000",
  "a=fmtp:97 apt=96",
  "a=rtpmap:98 VP9/90000",
  "a=fmtp:98 profile-id=0",
  "",
].join("\r\n");

describe("tuneRemoteDescription", () => {
  const tuned = tuneRemoteDescription(description, 1500).split("\r\n");

  it("asks Opus for forward error correction and keeps its other parameters", () => {
    expect(tuned).toContain("a=fmtp:111 minptime=10;useinbandfec=1");
  });

  it("begins video at the given rate, also for a codec without parameters of its own", () => {
    expect(tuned).toContain("a=fmtp:98 profile-id=0;x-google-start-bitrate=1500");
    expect(tuned[tuned.indexOf("a=rtpmap:96 VP8/90000") + 1]).toBe("a=fmtp:96 x-google-start-bitrate=1500");
  });

  it("leaves redundancy and retransmission as they are", () => {
    expect(tuned).toContain("a=fmtp:63 111/111");
    expect(tuned).toContain("a=fmtp:97 apt=96");
  });

  it("changes nothing the second time", () => {
    const once = tuned.join("\r\n");
    expect(tuneRemoteDescription(once, 1500)).toBe(once);
  });
});

describe("a standing offer", () => {
  const gathered = [
    "v=0",
    "a=group:BUNDLE 0 1",
    "m=audio 50123 UDP/TLS/RTP/SAVPF 111",
    "c=IN IP4 192.0.2.7",
    "a=rtcp:9 IN IP4 0.0.0.0",
    "a=candidate:1 1 udp 2122260223 192.0.2.7 50123 typ host",
    "a=end-of-candidates",
    "a=ice-ufrag:abcd",
    "a=setup:actpass",
    "m=video 0 UDP/TLS/RTP/SAVPF 96",
    "c=IN IP6 2001:db8::7",
    "a=setup:actpass",
    "",
  ].join("\r\n");

  it("shows no address, and everything else", () => {
    expect(withoutAddresses(gathered).split("\r\n")).toEqual([
      "v=0",
      "a=group:BUNDLE 0 1",
      "m=audio 9 UDP/TLS/RTP/SAVPF 111",
      "c=IN IP4 0.0.0.0",
      "a=rtcp:9 IN IP4 0.0.0.0",
      "a=ice-ufrag:abcd",
      "a=setup:actpass",
      "m=video 0 UDP/TLS/RTP/SAVPF 96",
      "c=IN IP4 0.0.0.0",
      "a=setup:actpass",
      "",
    ]);
  });

  it("lets the one who made it begin the handshake", () => {
    expect(letOfferingSideBegin(gathered)).not.toContain("actpass");
    expect(letOfferingSideBegin(gathered).match(/a=setup:active/g)).toHaveLength(2);
  });
});

describe("sessionId", () => {
  it("is the second word of the origin, whatever program wrote it", () => {
    expect(sessionId("v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\n")).toBe("4611731400430051336");
    expect(sessionId("v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 7254 0 IN IP4 0.0.0.0\r\n")).toBe("7254");
    expect(sessionId("v=0\r\n")).toBeUndefined();
  });
});
