/** Two soft notes, a fifth apart: unlike the noises that computers make by themselves. */
const NOTES = [523.25, 783.99];
const NOTE_SECONDS = 0.5;
const PAUSE_SECONDS = 0.1;
const LOUDNESS = 0.25;
const STARTS_WITHIN_MS = 2_000;

/** Plays them to the end. False where the browser cannot play sound at all (no device). */
export async function playTone(): Promise<boolean> {
  if (typeof AudioContext !== "function") return false;
  const context = new AudioContext();
  try {
    // Without a sound device this promise never settles in Firefox.
    const runs = await Promise.race([
      context.resume().then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), STARTS_WITHIN_MS)),
    ]);
    if (!runs || context.state !== "running") return false;
    const begin = context.currentTime + 0.05;
    const ended = NOTES.map((frequency, index) => playNote(context, frequency, begin + index * (NOTE_SECONDS + PAUSE_SECONDS)));
    await Promise.all(ended);
    return true;
  } finally {
    void context.close().catch(() => undefined);
  }
}

function playNote(context: AudioContext, frequency: number, at: number): Promise<void> {
  const volume = context.createGain();
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.03);
  volume.gain.linearRampToValueAtTime(0, at + NOTE_SECONDS);
  volume.connect(context.destination);
  const note = context.createOscillator();
  note.frequency.value = frequency;
  note.connect(volume);
  note.start(at);
  note.stop(at + NOTE_SECONDS);
  return new Promise((resolve) => note.addEventListener("ended", () => resolve()));
}
