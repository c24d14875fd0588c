import { type LocalParticipant, LocalAudioTrack, LocalVideoTrack, ParticipantEvent, Track, type TrackPublishOptions } from "livekit-client";

import { type Slot, SLOTS } from "@/call/carrier";
import { AUDIO_MAX_BITRATE, CAMERA_FRAME_RATE, screenQuality } from "@/call/media-quality";
import type { Outgoing } from "@/call/sfu/sfu-room";

interface Published {
  /** What the page sends; LiveKit gets a copy, which it may silence and stop. */
  original: MediaStreamTrack;
  copy: MediaStreamTrack;
  local: LocalAudioTrack | LocalVideoTrack;
}

const NOTHING: Outgoing = { audio: null, video: null, screenAudio: null, screenVideo: null };

/**
 * What this page sends to the media server, kept in step with what it wants to send. Microphone and camera are published
 * when they are first switched on; from then on they are muted and given other tracks, which needs no negotiation.
 */
export class Publications {
  readonly #participant: LocalParticipant;
  readonly #published = new Map<Slot, Published>();
  /** What could not be published: asked for again when the rights have changed. */
  readonly #refused = new Set<Slot>();
  #wanted: Outgoing = NOTHING;
  readonly #busy = new Map<Slot, Promise<void>>();
  #isPaused = false;
  #isClosed = false;

  constructor(participant: LocalParticipant) {
    this.#participant = participant;
    participant.on(ParticipantEvent.LocalTrackUnpublished, ({ track }) => {
      // The server takes back what somebody may no longer send.
      for (const [slot, { local, copy }] of this.#published) {
        if (local !== track) continue;
        copy.stop();
        this.#published.delete(slot);
      }
    });
    participant.on(ParticipantEvent.ParticipantPermissionsChanged, () => {
      this.#refused.clear();
      void this.#work();
    });
  }

  /** Everything that is wanted and allowed is on its way. */
  get isComplete(): boolean {
    return SLOTS.every((slot) => !this.#busy.has(slot) && (this.#refused.has(slot) || this.#sent(slot) === this.#wanted[slot]));
  }

  want(wanted: Outgoing): void {
    for (const slot of SLOTS) if (wanted[slot] !== this.#wanted[slot]) this.#refused.delete(slot);
    this.#wanted = wanted;
    void this.#work();
  }

  /** Takes everything back, waits for `change`, and publishes it anew. */
  async republish(change: () => Promise<void>): Promise<void> {
    this.#isPaused = true;
    await this.#work();
    // What was taken back is forgotten by the listener above.
    await Promise.all([...this.#published.values()].map(({ local }) => this.#participant.unpublishTrack(local, false)));
    await change();
    this.#isPaused = false;
    await this.#work();
  }

  close(): void {
    this.#isClosed = true;
    for (const { copy } of this.#published.values()) copy.stop();
  }

  #sent(slot: Slot): MediaStreamTrack | null {
    const published = this.#published.get(slot);
    return published && !published.local.isMuted ? published.original : null;
  }

  /** All at the same time: what is new then takes one negotiation. Resolves when nothing is under way any more. */
  async #work(): Promise<void> {
    for (const slot of SLOTS) {
      if (!this.#busy.has(slot) && this.#hasWork(slot)) this.#busy.set(slot, this.#settle(slot));
    }
    await Promise.all(this.#busy.values());
  }

  /** One step after the other, until nothing is left to do. */
  async #settle(slot: Slot): Promise<void> {
    while (this.#hasWork(slot)) {
      try {
        await this.#put(slot, this.#wanted[slot]);
      } catch (error) {
        // Without the right, or on a connection that is being made anew.
        console.info(`Could not send ${slot}`, error);
        this.#refused.add(slot);
      }
    }
    this.#busy.delete(slot);
  }

  #hasWork(slot: Slot): boolean {
    const mayWork = !this.#isClosed && !this.#isPaused && !this.#refused.has(slot);
    return mayWork && this.#sent(slot) !== this.#wanted[slot];
  }

  async #put(slot: Slot, original: MediaStreamTrack | null): Promise<void> {
    const published = this.#published.get(slot);
    const isScreen = slot === "screenAudio" || slot === "screenVideo";
    if (published && (original === null || isScreen)) {
      if (isScreen) {
        this.#published.delete(slot);
        await this.#participant.unpublishTrack(published.local, true);
      } else {
        await published.local.mute();
      }
      published.copy.stop();
    }
    if (original === null) return;
    const copy = original.clone();
    copy.contentHint = original.contentHint;
    if (published && !isScreen) await this.#exchange(slot, published, { original, copy });
    else await this.#publish(slot, original, copy);
  }

  async #exchange(slot: Slot, { local, copy: former }: Published, next: Omit<Published, "local">): Promise<void> {
    await local.replaceTrack(next.copy, true);
    former.stop();
    this.#published.set(slot, { ...next, local });
    await local.unmute();
  }

  async #publish(slot: Slot, original: MediaStreamTrack, copy: MediaStreamTrack): Promise<void> {
    const isAudio = slot === "audio" || slot === "screenAudio";
    const local = isAudio ? new LocalAudioTrack(copy, undefined, true) : new LocalVideoTrack(copy, undefined, true);
    try {
      await this.#participant.publishTrack(local, optionsFor(slot, original));
      this.#published.set(slot, { original, copy, local });
      if (this.#isClosed) copy.stop();
    } catch (error) {
      copy.stop();
      throw error;
    }
  }
}

function optionsFor(slot: Slot, { contentHint }: MediaStreamTrack): TrackPublishOptions {
  switch (slot) {
    case "audio":
      // Redundant copies survive loss; in a large class most are silent, and silence need not be sent.
      return { source: Track.Source.Microphone, red: true, dtx: true, forceStereo: false, audioPreset: { maxBitrate: AUDIO_MAX_BITRATE } };
    case "video":
      return {
        source: Track.Source.Camera,
        simulcast: true,
        videoEncoding: { maxBitrate: 1_500_000, maxFramerate: CAMERA_FRAME_RATE },
        degradationPreference: "balanced",
      };
    case "screenAudio":
      return { source: Track.Source.ScreenShareAudio, red: false, dtx: false };
    case "screenVideo": {
      const { encoding, degradation } = screenQuality(contentHint);
      return { source: Track.Source.ScreenShare, simulcast: true, screenShareEncoding: encoding, degradationPreference: degradation };
    }
  }
}
