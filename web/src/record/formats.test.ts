import { expect, it, vi } from "vitest";

import { canRecord, formatFor } from "./formats";

const writes = (...known: string[]) => (mimeType: string) => known.includes(mimeType);

it("prefers WebM where a browser writes both", () => {
  const both = writes("audio/mp4", "audio/webm;codecs=opus", "video/mp4", "video/webm;codecs=vp8", "video/webm;codecs=vp8,opus");
  expect(formatFor("microphone", false, both)?.mimeType).toBe("audio/webm;codecs=opus");
  expect(formatFor("camera", false, both)?.mimeType).toBe("video/webm;codecs=vp8");
  expect(formatFor("screen", false, both)?.mimeType).toBe("video/webm;codecs=vp8");
  expect(formatFor("screen", true, both)?.mimeType).toBe("video/webm;codecs=vp8,opus");
});

it("takes MP4 from browsers that write nothing else", () => {
  const safari = writes("audio/mp4", "video/mp4");
  expect(formatFor("microphone", false, safari)).toEqual({ mimeType: "audio/mp4", bits: { audioBitsPerSecond: 96_000 } });
  expect(formatFor("screen", true, safari)).toEqual({
    mimeType: "video/mp4",
    bits: { videoBitsPerSecond: 4_000_000, audioBitsPerSecond: 96_000 },
  });
});

it("knows when there is nothing", () => {
  expect(formatFor("camera", false, writes("audio/mp4"))).toBeNull();
  expect(canRecord(writes("video/mp4"))).toBe(false);
  vi.stubGlobal("MediaRecorder", undefined);
  expect(canRecord()).toBe(false);
  expect(formatFor("microphone")).toBeNull();
});
