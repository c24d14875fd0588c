// @vitest-environment node
import { describe, expect, it } from "vitest";

import { type Certificates, certificatesOf } from "@/call/e2ee/certificates";
import { codeOfConnection } from "@/call/e2ee/code";

const hex = (byte: string) => Array.from({ length: 32 }, () => byte).join(":");
const line = (byte: string, hash = "sha-256") => `a=fingerprint:${hash} ${hex(byte)}`;
const sdp = (...lines: string[]) => ["v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111", ...lines, ""].join("\r\n");

function certificates(own: string | null, theirs: string | null): Certificates | null {
  const description = (text: string | null) => (text === null ? null : ({ type: "offer", sdp: text } as RTCSessionDescription));
  return certificatesOf({ currentLocalDescription: description(own), currentRemoteDescription: description(theirs) });
}

describe("the certificates of a connection", () => {
  it("are those in the descriptions that were applied, however often they are named", () => {
    const both = certificates(sdp(line("0A"), line("0a")), sdp(line("B0", "SHA-256")));
    expect(both).toEqual({ own: `sha-256 ${hex("0A")}`, theirs: `sha-256 ${hex("B0")}` });
  });

  it.each([
    ["before the other side is known", null],
    ["with no fingerprint", sdp()],
    ["with two, of which one may be of somebody in between", sdp(line("B0"), line("C1"))],
    ["with one of another kind beside it", sdp(line("B0"), line("C1", "sha-512"))],
    ["with one of another kind only", sdp(line("B0", "sha-1"))],
    ["with one that is too short", sdp("a=fingerprint:sha-256 AA:BB")],
  ])("are not known %s", (_, theirs) => {
    expect(certificates(sdp(line("0A")), theirs)).toBeNull();
  });
});

describe("their code", () => {
  const here = certificates(sdp(line("0A")), sdp(line("B0"))) as Certificates;

  it("is eight entries out of 256, and the same on both sides", async () => {
    const there = certificates(sdp(line("B0")), sdp(line("0A"))) as Certificates;
    const code = await codeOfConnection(here);
    expect(await codeOfConnection(there)).toEqual(code);
    expect(code).toHaveLength(8);
    expect(code.every((entry) => Number.isInteger(entry) && entry >= 0 && entry < 256)).toBe(true);
  });

  it("is another one with somebody in between", async () => {
    const between = certificates(sdp(line("0A")), sdp(line("C1"))) as Certificates;
    expect(await codeOfConnection(between)).not.toEqual(await codeOfConnection(here));
  });

  it("is worked out as docs/protocol.md says", async () => {
    expect(await codeOfConnection(here)).toEqual([218, 149, 175, 172, 67, 214, 204, 36]);
  });
});
