import { describe, expect, it } from "vitest";

import { meterPosition, ReceivedLevel, SpeakingDetector } from "./levels";

describe("meterPosition", () => {
  it("runs from silence to full scale in decibels", () => {
    expect(meterPosition(0)).toBe(0);
    expect(meterPosition(0.001)).toBeCloseTo(0);
    expect(meterPosition(0.0316)).toBeCloseTo(0.5, 2);
    expect(meterPosition(1)).toBe(1);
    expect(meterPosition(4)).toBe(1);
  });
});

describe("SpeakingDetector", () => {
  it("bridges the pauses between words and ends after them", () => {
    const voice = new SpeakingDetector();
    expect(voice.update(0, 0)).toBe(false);
    expect(voice.update(0.1, 100)).toBe(true);
    expect(voice.update(0, 500)).toBe(true);
    expect(voice.update(0, 800)).toBe(false);
  });

  it("takes no notice of the noise of a room", () => {
    expect(new SpeakingDetector().update(0.005, 0)).toBe(false);
  });
});

describe("ReceivedLevel", () => {
  const receiver = (timestamp: number, audioLevel: number) =>
    ({ getSynchronizationSources: () => [{ timestamp, audioLevel }] }) as unknown as RTCRtpReceiver;

  it("is silent once nothing arrives any more, whatever the browser remembers", () => {
    const level = new ReceivedLevel();
    expect(level.read(receiver(1_000, 0.4))).toBe(0.4);
    expect(level.read(receiver(1_200, 0.3))).toBe(0.3);
    expect(level.read(receiver(1_200, 0.3))).toBeNull();
    expect(level.read(undefined)).toBeNull();
  });
});
