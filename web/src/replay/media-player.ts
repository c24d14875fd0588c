import { Emitter } from "@/call/emitter";

import { endOf, type ReplayTrack } from "./manifest";
import type { ReplayClock } from "./replay-clock";
import { TrackPlayer, type TrackState } from "./track-player";

/** What there is to see and hear just now, by the track's id. */
export type Playing = ReadonlyMap<string, { element: HTMLMediaElement; state: TrackState }>;

interface MediaPlayerEvents {
  change: Playing;
  /** The browser wants a click first. The clock is stopped. */
  blocked: null;
}

export interface MediaPlayerOptions {
  clock: ReplayClock;
  /** Asks for the tracks with fresh links. */
  renew: () => Promise<readonly ReplayTrack[]>;
  create?: (kind: ReplayTrack["kind"]) => HTMLMediaElement;
  now?: () => number;
}

const FOLLOWED_EVERY_MS = 100;
/** How long before its time a track is fetched, in milliseconds of watching. */
const AHEAD_MS = 12_000;
const BEHIND_MS = 1_000;
/** Links are good for ten minutes. */
const LINKS_ARE_FRESH_MS = 8 * 60_000;
/** While the server cannot be reached. */
const ASKED_AGAIN_AFTER_MS = 3_000;

/** Plays the tracks that are needed around now, all by one clock; holds the clock while one of them is not there yet. */
export class MediaPlayer extends Emitter<MediaPlayerEvents> {
  readonly #clock: ReplayClock;
  readonly #renew: MediaPlayerOptions["renew"];
  readonly #create: NonNullable<MediaPlayerOptions["create"]>;
  readonly #now: () => number;
  readonly #players = new Map<string, TrackPlayer>();
  readonly #cleanUps: (() => void)[] = [];
  #tracks: readonly ReplayTrack[] = [];
  #linksAt: number;
  #isRenewing = false;
  #isStopped = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #sound = { volume: 1, muted: false };
  #playing: Playing = new Map();

  constructor({ clock, renew, create = createElement, now = () => performance.now() }: MediaPlayerOptions) {
    super();
    this.#clock = clock;
    this.#renew = renew;
    this.#create = create;
    this.#now = now;
    this.#linksAt = now();
    const timer = setInterval(() => this.follow(), FOLLOWED_EVERY_MS);
    this.#cleanUps.push(
      () => clearInterval(timer),
      clock.on("change", () => this.follow()),
      clock.on("seek", () => this.#jump()),
    );
  }

  get playing(): Playing {
    return this.#playing;
  }

  /** How far each playing track is ahead of the clock, in milliseconds. */
  errors(): number[] {
    return this.#errorsOf(() => true);
  }

  /** From a manifest that was just fetched. */
  setTracks(tracks: readonly ReplayTrack[]): void {
    this.#tracks = tracks;
    this.#linksAt = this.#now();
    for (const track of tracks) this.#players.get(track.id)?.update(track);
    this.follow();
  }

  setSound(sound: { volume: number; muted: boolean }): void {
    this.#sound = sound;
    for (const player of this.#players.values()) this.#sounds(player);
  }

  follow(): void {
    this.#choose();
    let isWaiting = false;
    for (const player of this.#players.values()) {
      player.follow();
      isWaiting ||= player.state === "waiting" && this.#isNow(player.track);
    }
    this.#tell();
    if (isWaiting) this.#clock.hold(this);
    else this.#clock.release(this);
    if (this.#clock.isRunning) this.#goWithMedia();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    for (const player of this.#players.values()) player.stop();
    this.#players.clear();
    this.#clock.release(this);
  }

  /** Browsers take a while to begin with a sound, all sounds about as long: it is the clock that is ahead then. Pictures follow. */
  #goWithMedia(): void {
    const errors = this.#errorsOf((player) => player.isHeard);
    if (errors.length === 0) return;
    const [least, most] = [Math.min(...errors), Math.max(...errors)];
    if (most < 0) this.#clock.nudge(most);
    else if (least > 0) this.#clock.nudge(least);
  }

  #errorsOf(which: (player: TrackPlayer) => boolean): number[] {
    const running = [...this.#players.values()].filter((player) => player.state === "playing" && which(player));
    return running.flatMap(({ errorMs }) => errorMs ?? []);
  }

  #jump(): void {
    for (const player of this.#players.values()) player.tryAgain();
    this.follow();
  }

  /** Which tracks have an element. */
  #choose(): void {
    const { position, state } = this.#clock;
    const until = position + AHEAD_MS * state.speed;
    const needed = this.#tracks.filter((track) => track.starts_ms <= until && endOf(track) + BEHIND_MS > position);
    const missing = needed.filter(({ id }) => !this.#players.has(id));
    if (missing.length > 0 && this.#now() - this.#linksAt > LINKS_ARE_FRESH_MS) {
      this.#renewLinks();
    } else {
      for (const track of missing) this.#begin(track);
    }
    for (const [id, player] of this.#players) {
      if (needed.some((track) => track.id === id)) continue;
      player.stop();
      this.#players.delete(id);
    }
  }

  #begin(track: ReplayTrack): void {
    const element = this.#create(track.kind);
    const player = new TrackPlayer(track, element, this.#clock, {
      needsLink: () => this.#renewLinks(),
      blocked: () => {
        this.#clock.pause();
        this.emit("blocked", null);
      },
    });
    this.#players.set(track.id, player);
    this.#sounds(player);
  }

  #sounds({ element, isHeard }: TrackPlayer): void {
    element.volume = this.#sound.volume;
    element.muted = this.#sound.muted || !isHeard;
  }

  #isNow(track: ReplayTrack): boolean {
    const { position } = this.#clock;
    return track.starts_ms <= position && position < endOf(track);
  }

  #renewLinks(): void {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    this.#renew().then(
      (tracks) => {
        this.#isRenewing = false;
        if (!this.#isStopped) this.setTracks(tracks);
      },
      () => {
        this.#retry = setTimeout(() => {
          this.#isRenewing = false;
          this.#renewLinks();
        }, ASKED_AGAIN_AFTER_MS);
      },
    );
  }

  #tell(): void {
    const isSame =
      this.#playing.size === this.#players.size &&
      [...this.#players].every(([id, { element, state }]) => {
        const told = this.#playing.get(id);
        return told?.element === element && told.state === state;
      });
    if (isSame) return;
    this.#playing = new Map([...this.#players].map(([id, { element, state }]) => [id, { element, state }]));
    this.emit("change", this.#playing);
  }
}

function createElement(kind: ReplayTrack["kind"]): HTMLMediaElement {
  if (kind === "microphone") return document.createElement("audio");
  const video = document.createElement("video");
  video.playsInline = true;
  video.disablePictureInPicture = true;
  return video;
}
