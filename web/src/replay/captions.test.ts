import { describe, expect, it } from "vitest";

import { captionsAt, readCaptions } from "./captions";

const VTT = `WEBVTT

00:00:00.000 --> 00:00:02.000
<v.loud Marie>One &lt; two,
<i>and</i> so on.

01:00:01.500 --> 01:00:03.000
R&amp;D &unknown;
`;

describe("captions", () => {
  it("are plain words with their times", () => {
    expect(readCaptions(VTT)).toEqual([
      { fromMs: 0, toMs: 2_000, text: "Marie: One < two,\nand so on." },
      { fromMs: 3_601_500, toMs: 3_603_000, text: "R&D &unknown;" },
    ]);
  });

  it("are there from their first to their last moment", () => {
    const cues = [{ fromMs: 0, toMs: 2_000, text: "One" }, { fromMs: 1_000, toMs: 3_000, text: "Two" }];
    expect([0, 1_000, 2_000, 3_000].map((ms) => captionsAt(cues, ms))).toEqual([["One"], ["One", "Two"], ["Two"], []]);
  });
});
