/** How loud this page's microphone is, and who is speaking. */

const MEASURE_EVERY_MS = 60;
/** An AudioContext that has not moved by then never will: Firefox without a sound device. */
const CLOCK_STARTS_WITHIN_MS = 1_500;
const CONTEXT_KEPT_FOR_MS = 1_000;

/** 0 to 1 for a meter: −60 dB and quieter is 0, full scale is 1. */
export function meterPosition(rootMeanSquare: number): number {
  if (rootMeanSquare <= 0) return 0;
  const decibels = 20 * Math.log10(rootMeanSquare);
  return Math.min(1, Math.max(0, 1 + decibels / 60));
}

/** Speech has pauses; whoever spoke within the last moments is still speaking. */
export class SpeakingDetector {
  #lastLoudAt = Number.NEGATIVE_INFINITY;

  /** `level` is linear, 0 to 1. */
  update(level: number, atMs: number): boolean {
    if (level >= SPEAKING_LEVEL) this.#lastLoudAt = atMs;
    return atMs - this.#lastLoudAt < KEEPS_SPEAKING_MS;
  }
}

/** How loud what one connection brings is. Browsers go on naming the last level for seconds after the last packet. */
export class ReceivedLevel {
  #lastArrival = 0;

  /** Linear, 0 to 1; null when nothing has arrived since the last question. */
  read(receiver: RTCRtpReceiver | undefined): number | null {
    const [source] = receiver?.getSynchronizationSources?.() ?? [];
    if (!source || source.timestamp === this.#lastArrival) return null;
    this.#lastArrival = source.timestamp;
    return source.audioLevel ?? 0;
  }
}

export interface MeterReading {
  /** 0 to 1, for drawing. */
  position: number;
  /** Linear root mean square, 0 to 1. */
  level: number;
}

/**
 * Calls `read` about 16 times a second with the level of `track`, or once with null where the browser cannot measure it (no
 * sound device). Returns the function that stops it. The track is not affected.
 */
export function meter(
  track: MediaStreamTrack,
  read: (reading: MeterReading | null) => void,
): () => void {
  if (typeof AudioContext !== "function") {
    read(null);
    return () => undefined;
  }
  const context = borrowContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const startedAt = performance.now();
  let gaveUp = false;

  // Without a gesture on the page some browsers start the context asleep: the first touch wakes it.
  const wake = () => void context.resume().catch(() => undefined);
  const gestures = ["pointerdown", "keydown"] as const;
  for (const gesture of gestures) document.addEventListener(gesture, wake);
  wake();

  const timer = setInterval(() => {
    if (context.state !== "running" || context.currentTime === 0) {
      if (!gaveUp && performance.now() - startedAt > CLOCK_STARTS_WITHIN_MS) {
        gaveUp = true;
        read(null);
      }
      return;
    }
    analyser.getFloatTimeDomainData(samples);
    const level = rootMeanSquare(samples);
    read({ level, position: meterPosition(level) });
  }, MEASURE_EVERY_MS);

  return () => {
    clearInterval(timer);
    for (const gesture of gestures) document.removeEventListener(gesture, wake);
    source.disconnect();
    giveContextBack();
  };
}

/** Nothing is played: without an output, and in large steps, a browser that knows these options has half the work. */
const LISTENS_ONLY = { latencyHint: "playback", sinkId: { type: "none" } } as AudioContextOptions;

/** All meters share one context: making one holds the page up for longer than all the rest of a room. */
let context: AudioContext | null = null;
let borrowers = 0;

function borrowContext(): AudioContext {
  context ??= new AudioContext(LISTENS_ONLY);
  borrowers += 1;
  return context;
}

/** The next page's meter may want it in a moment. */
function giveContextBack(): void {
  borrowers -= 1;
  setTimeout(() => {
    if (borrowers > 0 || context === null) return;
    void context.close().catch(() => undefined);
    context = null;
  }, CONTEXT_KEPT_FOR_MS);
}

const SPEAKING_LEVEL = 0.02;
const KEEPS_SPEAKING_MS = 600;

function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}
