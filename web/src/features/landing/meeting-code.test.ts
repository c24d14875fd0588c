import { describe, expect, it } from "vitest";

import { readLink, tidyCode } from "./meeting-code";

describe("a code somebody was given", () => {
  it("is found in a link, even inside a sentence", () => {
    const text = "Come here: https://school.example/video-room/abc-defg-hjk?passcode=s3cret see you";
    expect(readLink(text)).toEqual({ meetingId: "abc-defg-hjk", passcode: "s3cret" });
  });

  it("is not found in anything else", () => {
    for (const text of ["abc-defg-hjk", "https://school.example/video-room/abc-defg-hjk", ""]) {
      expect(readLink(text)).toBeNull();
    }
  });

  it("may be typed with capitals and blanks", () => {
    expect(tidyCode("  ABC defg  HJK ")).toBe("abc-defg-hjk");
  });
});
