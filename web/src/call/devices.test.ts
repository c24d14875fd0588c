import { describe, expect, it } from "vitest";

import { canCall, constraintsFor, deviceProblem, devicesMissing } from "./devices";

describe("deviceProblem", () => {
  it.each([
    // Chromium
    ["NotAllowedError", "Permission denied", "denied", "denied"],
    ["NotAllowedError", "Permission dismissed", "prompt", "dismissed"],
    ["NotAllowedError", "Permission denied by system", "granted", "denied-by-system"],
    ["NotFoundError", "Requested device not found", "granted", "none"],
    ["NotReadableError", "Could not start video source", "granted", "busy"],
    // Firefox: one sentence for everything that was not allowed
    ["NotAllowedError", "The request is not allowed by the user agent or the platform in the current context.", "denied", "denied"],
    ["NotAllowedError", "The request is not allowed by the user agent or the platform in the current context.", "prompt", "dismissed"],
    ["NotFoundError", "The object can not be found here.", null, "none"],
    ["NotFoundError", "The object can not be found here because of the system settings.", null, "denied-by-system"],
    ["NotReadableError", "Failed to allocate videosource", null, "busy"],
    ["AbortError", "Starting videoinput failed", null, "busy"],
    // Safari
    ["NotAllowedError", "The request is not allowed by the user agent or the platform in the current context, possibly because the user denied permission.", null, "denied"],
    ["OverconstrainedError", "Invalid constraint", null, "none"],
    ["TypeError", "getUserMedia is not a function", null, "unsupported"],
  ] as const)("reads %s “%s” (permission: %s) as %s", (name, message, permission, expected) => {
    expect(deviceProblem({ name, message }, permission)).toBe(expected);
  });
});

describe("what a browser can do", () => {
  const getUserMedia = () => Promise.reject(new Error("not asked"));

  it("tells an unsafe address from a browser without devices", () => {
    expect(devicesMissing({ isSecureContext: false, navigator: {} })).toBe("insecure");
    expect(devicesMissing({ isSecureContext: true, navigator: {} })).toBe("unsupported");
    expect(devicesMissing({ isSecureContext: true, navigator: { mediaDevices: { getUserMedia } } })).toBeNull();
  });

  it("needs peer connections for a call", () => {
    expect(canCall({})).toBe(false);
    expect(canCall({ RTCPeerConnection: class {} })).toBe(true);
  });
});

describe("constraintsFor", () => {
  it("prefers a chosen device but does not insist on it", () => {
    expect(constraintsFor("camera", "c1").deviceId).toEqual({ ideal: "c1" });
    expect(constraintsFor("microphone", null).deviceId).toBeUndefined();
  });
});
