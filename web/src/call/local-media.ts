import {
  constraintsFor,
  deviceProblem,
  devicesMissing,
  listDevices,
  permissionFor,
  type DeviceProblem,
  type Devices,
  type InputKind,
} from "@/call/devices";
import { Emitter } from "@/call/emitter";

export interface InputState {
  /** On as far as others are concerned: they hear or see it. */
  on: boolean;
  track: MediaStreamTrack | null;
  deviceId: string | null;
  /** Why there is no track although one was wanted. */
  problem: DeviceProblem | null;
  /** Waiting for the browser, perhaps for the person's answer. */
  asking: boolean;
  /** Something else has the device for the moment, a phone call perhaps: there is a track, and nothing comes from it. */
  taken: boolean;
}

export interface LocalMediaState {
  microphone: InputState;
  camera: InputState;
  devices: Devices;
}

export interface LocalMediaEvents {
  change: LocalMediaState;
}

const off: InputState = { on: false, track: null, deviceId: null, problem: null, asking: false, taken: false };
const kinds = { microphone: "audio", camera: "video" } as const;
const STORED_CHOICE = "chalkroom.devices";

/**
 * This page's microphone and camera: asks for them, remembers the choice, puts another device in the place of one that
 * vanished, or the same one once it is back, and lets go of all at the end. The camera's light is off when the camera is
 * off; the microphone stays open while it is muted, so that unmuting takes no time, but nothing of it is sent.
 */
export class LocalMedia extends Emitter<LocalMediaEvents> {
  #state: LocalMediaState = {
    microphone: off,
    camera: off,
    devices: { microphones: [], cameras: [], speakers: [] },
  };
  #stopped = false;
  /** What vanished while in use and could not be replaced yet, and whether it was on. */
  readonly #missed = new Map<InputKind, boolean>();
  readonly #onDeviceChange = () => void this.#refreshDevices().then(() => this.#takeBack());
  readonly #onVisibility = () => {
    if (document.visibilityState === "visible") void this.#takeBack();
  };

  constructor() {
    super();
    const chosen = storedChoice();
    this.#state.microphone = { ...off, deviceId: chosen.microphone ?? null };
    this.#state.camera = { ...off, deviceId: chosen.camera ?? null };
  }

  get state(): LocalMediaState {
    return this.#state;
  }

  /** The tracks that others are to receive. */
  get outgoing(): { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } {
    const { microphone, camera } = this.#state;
    return {
      audio: microphone.on ? microphone.track : null,
      video: camera.on ? camera.track : null,
    };
  }

  /** Asks for both in one question; where that fails, for each alone, so that one missing device does not cost the other. */
  async start(): Promise<void> {
    const missing = devicesMissing();
    if (missing !== null) {
      this.#update({
        microphone: { ...off, problem: missing },
        camera: { ...off, problem: missing },
      });
      return;
    }
    navigator.mediaDevices.addEventListener("devicechange", this.#onDeviceChange);
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#patch("microphone", { asking: true, problem: null });
    this.#patch("camera", { asking: true, problem: null });
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: constraintsFor("microphone", this.#state.microphone.deviceId),
        video: constraintsFor("camera", this.#state.camera.deviceId),
      });
      this.#take("microphone", stream.getAudioTracks()[0] ?? null);
      this.#take("camera", stream.getVideoTracks()[0] ?? null);
    } catch (error) {
      const problem = await this.#explain(error, "camera");
      if (problem === "dismissed" || problem === "denied") {
        // Asking again at once would be rude, and a second question for a blocked site never appears.
        await this.#failBoth(error);
      } else {
        await this.#acquire("microphone");
        await this.#acquire("camera");
      }
    }
    await this.#refreshDevices();
  }

  async setMicrophone(on: boolean): Promise<void> {
    const { track } = this.#state.microphone;
    this.#missed.delete("microphone");
    if (on && track === null) await this.#acquire("microphone");
    else this.#patch("microphone", { on: on && track !== null });
  }

  async setCamera(on: boolean): Promise<void> {
    this.#missed.delete("camera");
    if (on) {
      if (this.#state.camera.track === null) await this.#acquire("camera");
      return;
    }
    this.#drop("camera");
    this.#patch("camera", { on: false, problem: null });
  }

  async switchDevice(kind: InputKind, deviceId: string): Promise<void> {
    const wasOn = this.#state[kind].on;
    this.#patch(kind, { deviceId });
    storeChoice({ microphone: this.#state.microphone.deviceId, camera: this.#state.camera.deviceId });
    if (kind === "camera" && !wasOn) return;
    // Some systems open a camera only once: the old one has to go first.
    this.#drop(kind);
    await this.#acquire(kind, wasOn);
  }

  stop(): void {
    this.#stopped = true;
    this.#missed.clear();
    navigator.mediaDevices?.removeEventListener("devicechange", this.#onDeviceChange);
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#drop("microphone");
    this.#drop("camera");
    this.#update({ microphone: off, camera: off });
  }

  /** `on`: as soon as it is there. Nobody should be heard by a new device while they think that they are muted. */
  async #acquire(kind: InputKind, on = true): Promise<void> {
    const missing = devicesMissing();
    if (missing !== null) return this.#patch(kind, { on: false, problem: missing });
    this.#patch(kind, { asking: true, problem: null });
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        [kinds[kind]]: constraintsFor(kind, this.#state[kind].deviceId),
      });
      this.#take(kind, stream.getTracks()[0] ?? null, on);
    } catch (error) {
      const problem = await this.#explain(error, kind);
      const isGone = problem === "none" && this.#missed.has(kind);
      this.#patch(kind, { asking: false, on: false, track: null, problem: isGone ? "gone" : problem });
    }
    await this.#refreshDevices();
  }

  #take(kind: InputKind, track: MediaStreamTrack | null, on = true): void {
    if (this.#stopped) return track?.stop();
    const previous = this.#state[kind].track;
    if (previous !== track) previous?.stop();
    if (track !== null) {
      // A person is looked at and listened to: these steer the encoder.
      track.contentHint = kind === "camera" ? "motion" : "speech";
      track.addEventListener("ended", () => void this.#onEnded(kind, track));
      track.addEventListener("mute", () => this.#onTaken(kind, track));
      track.addEventListener("unmute", () => this.#onTaken(kind, track));
      this.#missed.delete(kind);
    }
    this.#patch(kind, {
      asking: false,
      on: on && track !== null,
      track,
      taken: track?.muted ?? false,
      deviceId: track?.getSettings().deviceId ?? this.#state[kind].deviceId,
      problem: track === null ? "none" : null,
    });
  }

  /** Unplugged, or the permission was withdrawn. Another device takes over if there is one. */
  async #onEnded(kind: InputKind, track: MediaStreamTrack): Promise<void> {
    if (this.#state[kind].track !== track) return;
    const wasOn = this.#state[kind].on;
    this.#patch(kind, { on: false, track: null, taken: false, problem: "gone" });
    if ((await permissionFor(kind)) === "denied") return this.#patch(kind, { problem: "denied" });
    if (kind === "camera" && !wasOn) return;
    this.#missed.set(kind, wasOn);
    await this.#takeBack();
  }

  /** There may be a device again: plugged in, or let go of by whatever had it. */
  async #takeBack(): Promise<void> {
    for (const [kind, wasOn] of this.#missed) {
      if (!this.#state[kind].asking) await this.#acquire(kind, wasOn);
    }
  }

  #onTaken(kind: InputKind, track: MediaStreamTrack): void {
    if (this.#state[kind].track === track) this.#patch(kind, { taken: track.muted });
  }

  #drop(kind: InputKind): void {
    const { track } = this.#state[kind];
    // `ended` does not fire for a track that the page itself stops.
    track?.stop();
    this.#patch(kind, { track: null, on: false, taken: false });
  }

  async #failBoth(error: unknown): Promise<void> {
    const [microphone, camera] = await Promise.all([
      this.#explain(error, "microphone"),
      this.#explain(error, "camera"),
    ]);
    this.#patch("microphone", { asking: false, problem: microphone });
    this.#patch("camera", { asking: false, problem: camera });
  }

  async #explain(error: unknown, kind: InputKind): Promise<DeviceProblem> {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return deviceProblem({ name, message }, await permissionFor(kind));
  }

  async #refreshDevices(): Promise<void> {
    const devices = await listDevices();
    if (!this.#stopped) this.#update({ devices });
  }

  #patch(kind: InputKind, change: Partial<InputState>): void {
    this.#update({ [kind]: { ...this.#state[kind], ...change } });
  }

  #update(change: Partial<LocalMediaState>): void {
    this.#state = { ...this.#state, ...change };
    this.emit("change", this.#state);
  }
}

function storedChoice(): { microphone?: string | null; camera?: string | null } {
  try {
    return JSON.parse(localStorage.getItem(STORED_CHOICE) ?? "{}") as ReturnType<typeof storedChoice>;
  } catch {
    return {};
  }
}

function storeChoice(choice: { microphone: string | null; camera: string | null }): void {
  try {
    localStorage.setItem(STORED_CHOICE, JSON.stringify(choice));
  } catch {
    // A private window: the choice lasts as long as the page.
  }
}
