import { describe, expect, it } from "vitest";

import { firstPictureQuality, redFirst, videoQuality } from "./media-quality";

describe("videoQuality", () => {
  it("keeps what one person sends to all others within an ordinary uplink", () => {
    for (let people = 2; people <= 6; people += 1) {
      const total = videoQuality(people).maxBitrate * (people - 1);
      expect(total).toBeLessThanOrEqual(2_000_000);
    }
  });

  it("never sends more to each when more people come", () => {
    for (let people = 3; people <= 6; people += 1) {
      expect(videoQuality(people).maxBitrate).toBeLessThanOrEqual(videoQuality(people - 1).maxBitrate);
      expect(videoQuality(people).scaleResolutionDownBy).toBeGreaterThanOrEqual(
        videoQuality(people - 1).scaleResolutionDownBy,
      );
    }
  });

  it("begins with a small picture", () => {
    expect(firstPictureQuality(2).scaleResolutionDownBy).toBe(4);
  });
});

describe("redFirst", () => {
  it("puts redundant audio first and keeps the order of the rest", () => {
    const codecs = ["audio/opus", "audio/RED", "audio/G722"].map((mimeType) => ({ mimeType }));
    expect(redFirst(codecs).map(({ mimeType }) => mimeType)).toEqual(["audio/RED", "audio/opus", "audio/G722"]);
  });
});
