/** What is recorded of a person, each as tracks of its own. */
export type RecordedKind = "microphone" | "camera" | "screen";

/** How one kind is recorded. */
export interface Format {
  mimeType: string;
  /** What MediaRecorder is asked for; it keeps to what the source gives. */
  bits: Pick<MediaRecorderOptions, "audioBitsPerSecond" | "videoBitsPerSecond">;
}

/**
 * In the order in which we want them. WebM of VP8 and Opus is what the browsers that were tried share, and what the server reads without a
 * second thought; Safari writes MP4.
 */
const SOUND = ["audio/webm;codecs=opus", "audio/mp4;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/mp4", "audio/ogg;codecs=opus"];
const PICTURE = ["video/webm;codecs=vp8", "video/webm;codecs=vp9", "video/mp4;codecs=avc1.42E01F", "video/mp4"];
const BOTH = [
  "video/webm;codecs=vp8,opus",
  "video/webm;codecs=vp9,opus",
  "video/mp4;codecs=avc1.42E01F,opus",
  "video/mp4;codecs=avc1.42E01F,mp4a.40.2",
  "video/mp4",
];

const SOUND_BITS = 96_000;
const CAMERA_BITS = 2_500_000;
/** Small letters have to stay readable. */
const SCREEN_BITS = 4_000_000;

export type IsSupported = (mimeType: string) => boolean;

/** Null where this browser has none. `withSound`: of a screen that is shared with its sound. */
export function formatFor(kind: RecordedKind, withSound = false, isSupported: IsSupported = supportedHere): Format | null {
  const candidates = kind === "microphone" ? SOUND : kind === "screen" && withSound ? BOTH : PICTURE;
  const mimeType = candidates.find((candidate) => isSupported(candidate));
  if (mimeType === undefined) return null;
  const videoBitsPerSecond = kind === "screen" ? SCREEN_BITS : CAMERA_BITS;
  if (kind === "microphone") return { mimeType, bits: { audioBitsPerSecond: SOUND_BITS } };
  return { mimeType, bits: { videoBitsPerSecond, ...(withSound && { audioBitsPerSecond: SOUND_BITS }) } };
}

/** Whether this browser can record a voice: without one, a recording is worth little. */
export function canRecord(isSupported: IsSupported = supportedHere): boolean {
  return formatFor("microphone", false, isSupported) !== null;
}

function supportedHere(mimeType: string): boolean {
  return typeof MediaRecorder === "function" && MediaRecorder.isTypeSupported(mimeType);
}
