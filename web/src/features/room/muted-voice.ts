import { meter, SpeakingDetector } from "@/call/levels";

/** Listens to a microphone that is off for the others: a person who talks while muted wants to know. */
export class MutedVoice {
  readonly #heard: (speaking: boolean) => void;
  #track: MediaStreamTrack | null = null;
  #stopMeter: () => void = () => undefined;

  constructor(heard: (speaking: boolean) => void) {
    this.#heard = heard;
  }

  /** Null: there is nothing to listen to. */
  listenTo(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.stop();
    this.#track = track;
    this.#heard(false);
    if (track === null) return;
    const detector = new SpeakingDetector();
    let spoke = false;
    this.#stopMeter = meter(track, (reading) => {
      const speaks = detector.update(reading?.level ?? 0, performance.now());
      if (speaks !== spoke) this.#heard(speaks);
      spoke = speaks;
    });
  }

  stop(): void {
    this.#track = null;
    this.#stopMeter();
    this.#stopMeter = () => undefined;
  }
}
