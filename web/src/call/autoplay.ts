import { Emitter } from "@/call/emitter";

export interface RemoteSoundEvents {
  /** True while the browser keeps someone's sound from being heard until the person touches the page. */
  blocked: boolean;
}

/**
 * Plays what the others say. Sound has its own elements, apart from the pictures: a muted picture always plays, and a sound
 * that the browser blocks does not freeze it.
 */
export class RemoteSound extends Emitter<RemoteSoundEvents> {
  readonly #elements = new Set<HTMLAudioElement>();
  readonly #refused = new Set<HTMLAudioElement>();
  #speakerId: string | null = null;

  get speakerId(): string | null {
    return this.#speakerId;
  }

  /** Returns the function that lets go of the element. */
  attach(element: HTMLAudioElement, stream: MediaStream): () => void {
    element.srcObject = stream;
    this.#elements.add(element);
    if (this.#speakerId !== null) void setSpeaker(element, this.#speakerId);
    void this.#play(element);
    // A headset that comes or goes pauses elements in some browsers.
    const onPause = () => void this.#play(element);
    element.addEventListener("pause", onPause);
    return () => {
      element.removeEventListener("pause", onPause);
      this.#elements.delete(element);
      this.#settle(element, true);
      element.srcObject = null;
    };
  }

  /** To be called from a click: that is what the browser waits for. */
  async resume(): Promise<void> {
    await Promise.all([...this.#refused].map((element) => this.#play(element)));
  }

  async useSpeaker(deviceId: string): Promise<void> {
    this.#speakerId = deviceId;
    await Promise.all([...this.#elements].map((element) => setSpeaker(element, deviceId)));
  }

  async #play(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
      this.#settle(element, true);
    } catch (error) {
      // AbortError: the element was let go of meanwhile.
      if (error instanceof DOMException && error.name === "NotAllowedError") {
        this.#settle(element, false);
      }
    }
  }

  #settle(element: HTMLAudioElement, audible: boolean): void {
    const before = this.#refused.size > 0;
    if (audible || !this.#elements.has(element)) this.#refused.delete(element);
    else this.#refused.add(element);
    const now = this.#refused.size > 0;
    if (now !== before) this.emit("blocked", now);
  }
}

async function setSpeaker(element: HTMLAudioElement, deviceId: string): Promise<void> {
  // Safari chooses by itself; a speaker that is gone leaves the default one.
  await element.setSinkId?.(deviceId).catch(() => undefined);
}
