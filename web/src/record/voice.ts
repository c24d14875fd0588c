/** A microphone that is off for no longer is recorded as silence meanwhile, in one track. */
const SILENCE_MS = 30_000;

/**
 * The microphone as it is recorded: a copy of the track that others hear. Whoever mutes for a moment, or speaks by holding a key, would
 * otherwise make hundreds of tracks in an hour. While it is off the copy is disabled, which is silence from the source on; Opus makes 270
 * bytes a second of that in Chromium, of a voice 12,000.
 */
export class Voice {
  readonly #onEnd: () => void;
  /** What the copy is of. */
  #source: MediaStreamTrack | null = null;
  #copy: MediaStreamTrack | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;

  /** `onEnd`: it was silent for too long, and there is nothing to record any more. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** What is to be recorded. `heard`: what others hear, null while it is off. */
  take(heard: MediaStreamTrack | null): MediaStreamTrack | null {
    if (heard && heard !== this.#source) {
      this.letGo();
      this.#source = heard;
      this.#copy = heard.clone();
    }
    return this.#copy;
  }

  /** Something of it has changed. `device`: what stands behind it, also while it is off; null: it was given back. */
  follow(heard: MediaStreamTrack | null, device: MediaStreamTrack | null): void {
    if (!this.#copy) return;
    if (device !== this.#source) return this.letGo();
    const isOn = heard !== null;
    if (isOn === this.#copy.enabled) return;
    this.#copy.enabled = isOn;
    clearTimeout(this.#silence);
    if (!isOn) this.#silence = setTimeout(() => this.#end(), SILENCE_MS);
  }

  /** The device is not kept open for a recording that has ended. */
  letGo(): void {
    clearTimeout(this.#silence);
    this.#copy?.stop();
    this.#copy = this.#source = null;
  }

  #end(): void {
    this.letGo();
    this.#onEnd();
  }
}
