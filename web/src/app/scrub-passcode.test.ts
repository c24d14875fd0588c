import { beforeEach, describe, expect, it, vi } from "vitest";

async function arriveAt(address: string) {
  window.history.replaceState(null, "", address);
  vi.resetModules();
  return import("./scrub-passcode");
}

describe("the passcode in a link", () => {
  beforeEach(() => sessionStorage.clear());

  it("leaves the address bar at once and is there to be taken", async () => {
    const { takePasscode } = await arriveAt("/video-room/abc-defg-hjk?passcode=s3cret&session=7#top");
    expect(window.location.href).toBe("http://localhost:3000/video-room/abc-defg-hjk?session=7#top");
    expect(takePasscode("abc-defg-hjk")).toBe("s3cret");
  });

  it("leaves the link of a connection check as well", async () => {
    const { takePasscode } = await arriveAt("/check/abc-defg-hjk?passcode=s3cret");
    expect(window.location.href).toBe("http://localhost:3000/check/abc-defg-hjk");
    expect(takePasscode("abc-defg-hjk")).toBe("s3cret");
  });

  it("outlives a reload, for its own room only", async () => {
    await arriveAt("/video-room/abc-defg-hjk?passcode=s3cret");
    const { takePasscode } = await arriveAt("/video-room/abc-defg-hjk");
    expect(takePasscode("abc-defg-hjk")).toBe("s3cret");
    expect(takePasscode("xyz-wvut-srq")).toBeNull();
  });

  it("leaves other pages alone", async () => {
    await arriveAt("/login?passcode=mine");
    expect(window.location.search).toBe("?passcode=mine");
  });
});
