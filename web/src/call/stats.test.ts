import { describe, expect, it } from "vitest";

import { judge, measure, totals, type Measures } from "./stats";

const calm: Measures = {
  lossIn: 0,
  lossOut: 0,
  roundTripMs: 40,
  availableOut: null,
  concealed: 0,
  bitrateIn: 900_000,
  bitrateOut: 900_000,
  framesPerSecond: 30,
  frozen: 0,
  limitedByBandwidth: false,
  limitedByProcessor: false,
};

function inbound(change: Record<string, number>) {
  return { type: "inbound-rtp", packetsReceived: 0, packetsLost: 0, bytesReceived: 0, ...change };
}

describe("judge", () => {
  it("finds a calm connection good", () => {
    expect(judge(calm)).toMatchObject({ quality: "good", reason: null });
  });

  it.each([
    ["sound-gaps", "bad", { concealed: 0.2 }],
    ["sound-gaps", "weak", { concealed: 0.05 }],
    ["picture-stuck", "bad", { frozen: 0.6 }],
    ["loss-in", "weak", { lossIn: 0.05 }],
    ["loss-out", "bad", { lossOut: 0.2 }],
    ["delay", "weak", { roundTripMs: 400 }],
    ["bandwidth", "weak", { limitedByBandwidth: true }],
  ] as const)("names %s as %s", (reason, quality, change) => {
    expect(judge({ ...calm, ...change })).toMatchObject({ quality, reason });
  });

  it("names the worst, not the first", () => {
    expect(judge({ ...calm, concealed: 0.05, roundTripMs: 900 })).toMatchObject({ quality: "bad", reason: "delay" });
  });

  it("does not hold against a connection what was not measured", () => {
    const unknown = { ...calm, lossIn: null, lossOut: null, roundTripMs: null, concealed: null };
    expect(judge(unknown).quality).toBe("good");
  });
});

describe("measure", () => {
  it("looks at the last interval, not at the whole call", () => {
    const before = totals([inbound({ packetsReceived: 1000, packetsLost: 500, bytesReceived: 0 })], 0);
    const now = totals([inbound({ packetsReceived: 1190, packetsLost: 510, bytesReceived: 250_000 })], 2_000);
    expect(measure(before, now)).toMatchObject({ lossIn: 0.05, bitrateIn: 1_000_000 });
  });

  it("says nothing of loss when hardly anything was sent", () => {
    const now = totals([inbound({ packetsReceived: 3, packetsLost: 1 })], 2_000);
    expect(measure(totals([], 0), now).lossIn).toBeNull();
  });

  it("does not count the silence of a muted person as gaps", () => {
    const silent = inbound({ totalSamplesReceived: 96_000, concealedSamples: 96_000, silentConcealedSamples: 96_000 });
    expect(measure(totals([], 0), totals([silent], 2_000)).concealed).toBe(0);
  });

  it("tells what made the sender's picture worse", () => {
    const limited = (by: string) => [{ type: "outbound-rtp", qualityLimitationReason: "none" }, { type: "outbound-rtp", qualityLimitationReason: by }];
    expect(totals(limited("cpu"), 0)).toMatchObject({ limitedByProcessor: true, limitedByBandwidth: false });
    expect(totals(limited("bandwidth"), 0)).toMatchObject({ limitedByProcessor: false, limitedByBandwidth: true });
  });

  it("prefers the round trip of the connection in use over that of RTCP", () => {
    const pair = { type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime: 0.05 };
    const rtcp = { type: "remote-inbound-rtp", roundTripTime: 0.3, fractionLost: 0.1 };
    expect(totals([pair, rtcp], 0)).toMatchObject({ roundTripMs: 50, lossOut: 0.1 });
  });
});
