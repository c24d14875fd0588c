import { CAMERA_FRAME_RATE, CAMERA_HEIGHT, CAMERA_WIDTH } from "@/call/media-quality";

export type InputKind = "microphone" | "camera";

export interface Device {
  id: string;
  /** Empty until the person has allowed the use of such a device. */
  label: string;
}

export interface Devices {
  microphones: Device[];
  cameras: Device[];
  /** Empty where the browser does not let a page choose (Safari, older Firefox). */
  speakers: Device[];
}

/**
 * Why there is no microphone or camera.
 *
 * `denied`: this site is blocked in the browser. `denied-by-system`: the browser is blocked in the operating system.
 * `dismissed`: the question was closed without an answer. `none`: no such device. `busy`: another program holds it.
 * `gone`: it was unplugged while in use. `insecure`: the page was not loaded over HTTPS. `unsupported`: the browser has no
 * way to use devices at all.
 */
export type DeviceProblem =
  | "denied"
  | "denied-by-system"
  | "dismissed"
  | "none"
  | "busy"
  | "gone"
  | "insecure"
  | "unsupported";

/** What a browser can do; told apart by features, never by name. */
export function canCall(scope: { RTCPeerConnection?: unknown } = globalThis): boolean {
  return typeof scope.RTCPeerConnection === "function";
}

export function devicesMissing(
  scope: { isSecureContext: boolean; navigator: { mediaDevices?: Partial<MediaDevices> } } = globalThis,
): DeviceProblem | null {
  // Outside HTTPS and localhost browsers hide `mediaDevices` altogether.
  if (!scope.isSecureContext) return "insecure";
  return scope.navigator.mediaDevices?.getUserMedia ? null : "unsupported";
}

/**
 * Puts the ways in which getUserMedia fails into our words. `permission` is what the Permissions API says afterwards, which
 * tells a closed question from a blocked site; null where the browser cannot say.
 */
export function deviceProblem(
  error: { name: string; message: string },
  permission: PermissionState | null,
): DeviceProblem {
  switch (error.name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
      if (/by system/i.test(error.message)) return "denied-by-system";
      if (/dismissed/i.test(error.message) || permission === "prompt") return "dismissed";
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      // Firefox on macOS says this when the system, not the site, is in the way.
      if (/by the (user agent or the )?platform|system/i.test(error.message)) return "denied-by-system";
      return "none";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    case "SecurityError":
      return "denied";
    default:
      return "unsupported";
  }
}

/** Without a chosen device any will do; a chosen one that is not there any more is no reason to fail. */
export function constraintsFor(kind: InputKind, deviceId: string | null): MediaTrackConstraints {
  const device = deviceId === null ? {} : { deviceId: { ideal: deviceId } };
  if (kind === "microphone") {
    return { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  }
  return {
    ...device,
    width: { ideal: CAMERA_WIDTH },
    height: { ideal: CAMERA_HEIGHT },
    frameRate: { ideal: CAMERA_FRAME_RATE },
  };
}

export async function permissionFor(kind: InputKind): Promise<PermissionState | null> {
  try {
    const status = await navigator.permissions.query({ name: kind });
    return status.state;
  } catch {
    return null;
  }
}

export async function listDevices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  const ofKind = (kind: MediaDeviceKind) =>
    all
      .filter((device) => device.kind === kind && device.deviceId !== "")
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return {
    microphones: ofKind("audioinput"),
    cameras: ofKind("videoinput"),
    speakers: "setSinkId" in HTMLMediaElement.prototype ? ofKind("audiooutput") : [],
  };
}
