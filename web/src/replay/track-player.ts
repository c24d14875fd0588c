import { endOf, isWithin, type ReplayTrack } from "./manifest";
import type { ReplayClock } from "./replay-clock";

/**
 * `waiting`: what is needed now is not here yet. `over`: the file has come to its end a little early. `unplayable`: this browser does not know how to play it. `lost`: it could
 * not be had from the server.
 */
export type TrackState = "idle" | "waiting" | "playing" | "over" | "unplayable" | "lost";

export interface TrackNews {
  /** The link is used up, or the line was down: try again with a fresh one. */
  needsLink: () => void;
  /** The browser plays only after a click. */
  blocked: () => void;
}

/** Milliseconds of the file. Below: nobody notices. Above: a different rate would be heard for too long. */
const CORRECTED_FROM = 20;
const CORRECTED_DOWN_TO = 6;
const SEEKS_FROM = 200;
const SEEKS_FROM_WHILE_PAUSED = 20;
/** An error is gone after about so long. A voice is never a tenth off; nobody hears how fast a picture is. */
const HEARD = { withinMs: 700, largest: 0.1 };
const SEEN = { withinMs: 250, largest: 0.5 };
/** What the last frames of a file may be short of its duration. */
const TAIL_MS = 250;
const MOST_ATTEMPTS = 3;

/** Keeps one element at the place in its file that the clock says. */
export class TrackPlayer {
  readonly element: HTMLMediaElement;
  readonly #clock: ReplayClock;
  readonly #news: TrackNews;
  #track: ReplayTrack;
  /** Of the track when the element was given its source: a track that is still being recorded grows. */
  #loadedMs = 0;
  #isCorrecting = false;
  #attempts = 0;
  #needsLink = false;
  #state: TrackState = "idle";

  constructor(track: ReplayTrack, element: HTMLMediaElement, clock: ReplayClock, news: TrackNews) {
    this.#track = track;
    this.element = element;
    this.#clock = clock;
    this.#news = news;
    element.preload = "auto";
    element.preservesPitch = true;
    element.addEventListener("error", this.#onError);
    if (element.canPlayType(track.mime_type) === "") this.#state = "unplayable";
    else this.#load();
  }

  get track(): ReplayTrack {
    return this.#track;
  }

  get state(): TrackState {
    return this.#state;
  }

  /** A camera has no sound of its own. */
  get isHeard(): boolean {
    return this.#track.kind !== "camera";
  }

  /** How far the element is ahead of the clock, in milliseconds of the recording; null while it has no place to be at. */
  get errorMs(): number | null {
    const wanted = this.#wanted();
    return wanted === null ? null : (this.element.currentTime * 1_000 - wanted) * this.#track.rate;
  }

  /** The same track, as the server describes it now. */
  update(track: ReplayTrack): void {
    this.#track = track;
    if (this.#needsLink) this.#load();
  }

  /** After a jump what was lost is worth another try. */
  tryAgain(): void {
    if (this.#state !== "lost") return;
    this.#attempts = 0;
    this.#askForLink();
  }

  follow(): void {
    if (this.#state === "unplayable" || this.#state === "lost") return;
    const wanted = this.#wanted();
    if (wanted === null) return this.#rest();
    if (this.#needsLink) return this.#be("waiting");
    if (wanted > this.#loadedMs - TAIL_MS && this.#track.duration_ms > this.#loadedMs + TAIL_MS) this.#load();
    const { element } = this;
    if (element.seeking || element.readyState < HAVE_METADATA) return this.#wait();
    const error = element.currentTime * 1_000 - wanted;
    if (this.#isOver(wanted)) return this.#be("over");
    if (Math.abs(error) > (this.#clock.isRunning ? SEEKS_FROM : SEEKS_FROM_WHILE_PAUSED)) {
      element.currentTime = wanted / 1_000;
      return this.#wait();
    }
    if (element.readyState < HAVE_FUTURE_DATA && wanted < this.#loadedMs - TAIL_MS) return this.#wait();
    this.#attempts = 0;
    this.#be("playing");
    if (this.#clock.isRunning) this.#run(error);
    else element.pause();
  }

  stop(): void {
    this.element.removeEventListener("error", this.#onError);
    this.element.pause();
    // Lets go of the connection; to remove the element alone is not enough.
    this.element.removeAttribute("src");
    this.element.load();
    this.element.remove();
  }

  #run(error: number): void {
    const { element } = this;
    const size = Math.abs(error);
    this.#isCorrecting = size > (this.#isCorrecting ? CORRECTED_DOWN_TO : CORRECTED_FROM);
    const { withinMs, largest } = this.isHeard ? HEARD : SEEN;
    const correction = this.#isCorrecting ? Math.min(largest, size / withinMs) * -Math.sign(error) : 0;
    const rate = (this.#clock.state.speed / this.#track.rate) * (1 + correction);
    if (Math.abs(element.playbackRate - rate) > 0.001) element.playbackRate = rate;
    if (!element.paused) return;
    element.play().catch((reason: unknown) => {
      if (reason instanceof DOMException && reason.name === "NotAllowedError") this.#news.blocked();
    });
  }

  /** Milliseconds into the file; null while the track has nothing to play. */
  #wanted(): number | null {
    const { position } = this.#clock;
    const { starts_ms, rate, missing } = this.#track;
    if (position < starts_ms || position >= endOf(this.#track) || isWithin(missing, position)) return null;
    return (position - starts_ms) / rate;
  }

  /** A file may be a little shorter than the track that it holds. */
  #isOver(wanted: number): boolean {
    const { element } = this;
    return wanted / 1_000 >= element.duration || (element.ended && wanted > this.#loadedMs - 2 * TAIL_MS);
  }

  #rest(): void {
    this.element.pause();
    this.#be("idle");
  }

  #wait(): void {
    this.element.pause();
    this.#be("waiting");
  }

  #be(state: TrackState): void {
    this.#state = state;
  }

  #askForLink(): void {
    this.#needsLink = true;
    this.#be("waiting");
    this.#news.needsLink();
  }

  #load(): void {
    this.#needsLink = false;
    this.#loadedMs = this.#track.duration_ms;
    this.element.src = this.#track.src;
    this.#be("waiting");
  }

  readonly #onError = (): void => {
    this.#attempts += 1;
    if (this.#attempts < MOST_ATTEMPTS) this.#askForLink();
    else this.#be(this.element.error?.code === MEDIA_ERR_DECODE ? "unplayable" : "lost");
  };
}

// As HTMLMediaElement and MediaError name them; jsdom has none of them.
const HAVE_METADATA = 1;
const HAVE_FUTURE_DATA = 3;
const MEDIA_ERR_DECODE = 3;
