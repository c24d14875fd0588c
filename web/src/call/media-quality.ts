/** What to send, for the number of people who receive it. A mesh sends everything once per person. */

export interface VideoQuality {
  maxBitrate: number;
  /** 1 sends what the camera gives; 2 halves both sides. */
  scaleResolutionDownBy: number;
  maxFramerate: number;
}

/** Speech needs no more; the redundant copies of RED come on top. */
export const AUDIO_MAX_BITRATE = 40_000;

/** Capture: 720p is what two people see of each other; the grid shows less. */
export const CAMERA_WIDTH = 1280;
export const CAMERA_HEIGHT = 720;
export const CAMERA_FRAME_RATE = 30;

/** `people` counts everyone in the room, this page too. */
export function videoQuality(people: number): VideoQuality {
  if (people <= 2) return { maxBitrate: 2_000_000, scaleResolutionDownBy: 1, maxFramerate: 30 };
  if (people === 3) return { maxBitrate: 1_000_000, scaleResolutionDownBy: 1.5, maxFramerate: 30 };
  if (people === 4) return { maxBitrate: 650_000, scaleResolutionDownBy: 2, maxFramerate: 24 };
  return { maxBitrate: 400_000, scaleResolutionDownBy: 2, maxFramerate: 20 };
}

/** `full`: what the number of people allows. `paused`: no picture, so that speech gets through. */
export type VideoLevel = "full" | "reduced" | "small" | "paused";

export const VIDEO_LEVELS = ["full", "reduced", "small", "paused"] as const satisfies VideoLevel[];

/** What is left of a quality where the line carries less. */
export function reducedTo(level: VideoLevel, quality: VideoQuality): VideoQuality {
  const { maxBitrate, scaleResolutionDownBy, maxFramerate } = quality;
  switch (level) {
    case "full":
      return quality;
    case "reduced":
      return {
        maxBitrate: Math.min(maxBitrate, 300_000),
        scaleResolutionDownBy: 2 * scaleResolutionDownBy,
        maxFramerate: Math.min(maxFramerate, 15),
      };
    case "small":
    case "paused":
      return { maxBitrate: 100_000, scaleResolutionDownBy: 4 * scaleResolutionDownBy, maxFramerate: 8 };
  }
}

/**
 * The very first picture is small, so that its key frame fits into a handful of packets: it leaves at once even at the
 * low rate at which every connection starts, and the loss of one packet is less likely to spoil it.
 */
export function firstPictureQuality(people: number): VideoQuality {
  return { ...videoQuality(people), scaleResolutionDownBy: 4 };
}

export interface ScreenQuality {
  encoding: { maxBitrate: number; maxFramerate: number };
  degradation: RTCDegradationPreference;
}

/** A screen is sent at its full size. Text gives up frames before sharpness, a film the other way round. */
export function screenQuality(contentHint: string): ScreenQuality {
  return contentHint === "motion"
    ? { encoding: { maxBitrate: 3_000_000, maxFramerate: 30 }, degradation: "maintain-framerate" }
    : { encoding: { maxBitrate: 2_000_000, maxFramerate: 10 }, degradation: "maintain-resolution" };
}

/** Kilobits per second at which the sender's estimate begins, instead of the 300 that WebRTC assumes. */
export function startBitrate(people: number): number {
  return people <= 2 ? 1_500 : 800;
}

/** Redundant audio (RFC 2198) first: a lost packet is repaired by the next one. */
export function redFirst<Codec extends { mimeType: string }>(codecs: readonly Codec[]): Codec[] {
  const isRed = (codec: Codec) => codec.mimeType.toLowerCase() === "audio/red";
  return [...codecs.filter(isRed), ...codecs.filter((codec) => !isRed(codec))];
}

/** Applies `quality` to a sender. Browsers that refuse a field keep their own choice: sound and picture go on. */
export async function applyVideoQuality(sender: RTCRtpSender, quality: VideoQuality, active = true): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return;
  Object.assign(encoding, quality, { active });
  // A talking face: neither a slide show nor a mosaic.
  parameters.degradationPreference = "balanced";
  await sender.setParameters(parameters).catch(() => undefined);
}
