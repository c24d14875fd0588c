import type { Carrier, Kind, ShownPicture, Tracks } from "@/call/carrier";
import type { FrameKeys } from "@/call/e2ee/frame-keys";
import type { Members } from "@/call/members";
import type { MeshCarrier } from "@/call/mesh/mesh-carrier";
import type { CarrierMessage } from "@/call/protocol";
import type { Screen } from "@/call/screen";
import { SfuCarrier } from "@/call/sfu/sfu-carrier";
import type { Signalling } from "@/call/signalling";

export interface CarriersOptions {
  selfId: string;
  signalling: Pick<Signalling, "carrierReady" | "carrierFailed">;
  keys: FrameKeys | null;
  mesh: Carrier & Pick<MeshCarrier, "stand" | "standAfresh" | "setIceServers" | "end">;
  members: Members;
  tracks: Tracks;
  /** Also for LiveKit, whose own may be a third party's. */
  iceServers: RTCIceServer[];
  /** How somebody is doing has changed. */
  onChange: () => void;
}

/** While the room moves: how often to look what arrives over the new carrier. */
const LOOK_EVERY_MS = 150;
/** Whoever cannot get onto the new carrier, or takes long, must not keep the others from it. */
const WAIT_FOR_OTHERS_MS = 5_000;
const LONGEST_PAUSE_MS = 15_000;
/** A carrier that went well for so long and breaks then is a new trouble. */
const FORGIVEN_AFTER_MS = 30_000;

/**
 * What carries the room's media, and how this page gets from one carrier onto the next while people talk: the former one
 * goes on until the server says that everybody is there, and each voice and picture changes over when it really arrives.
 */
export class Carriers {
  readonly #options: CarriersOptions;
  /** The present one, and while the room moves those before it. */
  readonly #all = new Set<Carrier>();
  #current: Carrier;
  #number = 0;
  #isSettled = true;
  #hasSaidReady = false;
  /** Since when this page sends over the present carrier. */
  #sendingSince: number | null = null;
  #isLooking = false;
  #looking: ReturnType<typeof setInterval> | undefined;
  #failures = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #tracks: Tracks;
  #screen: Screen | null = null;
  #iceServers: RTCIceServer[];
  #pictures: readonly ShownPicture[] = [];

  constructor(options: CarriersOptions) {
    this.#options = options;
    this.#tracks = options.tracks;
    this.#iceServers = options.iceServers;
    this.#current = options.mesh;
    this.#all.add(options.mesh);
  }

  /** The one that the room is on, or is getting onto. */
  get current(): Carrier {
    return this.#current;
  }

  /** As the server has it: when we come in, and whenever it changes. */
  follow(message: CarrierMessage): void {
    if (message.number !== this.#number) this.#moveTo(message);
    else if (message.livekit && this.#current instanceof SfuCarrier) this.#current.connect(message.livekit);
    if (message.settled) this.settle(message.number);
    else this.#lookWhatArrives();
  }

  /** The socket was away: what was said meanwhile is lost. */
  resume(message: CarrierMessage): void {
    this.#hasSaidReady = false;
    this.follow(message);
    if (this.#current === this.#options.mesh) this.#options.mesh.standAfresh();
  }

  /** Everybody is on the present carrier: the former ones are let go of. */
  settle(number: number): void {
    if (number !== this.#number || this.#isSettled) return;
    this.#isSettled = true;
    clearInterval(this.#looking);
    for (const member of this.#options.members.all()) member.settle();
    for (const carrier of this.#all) if (carrier !== this.#current) this.#letGo(carrier);
    this.expectPeople(0);
    this.#options.onChange();
  }

  /** Somebody may come. */
  expectPeople(afterMs: number): void {
    if (this.#current === this.#options.mesh) this.#options.mesh.stand(afterMs);
  }

  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    this.#tracks = { ...this.#tracks, [kind]: track };
    for (const carrier of this.#all) carrier.setTrack(kind, track);
  }

  setScreen(screen: Screen | null): void {
    this.#screen = screen;
    for (const carrier of this.#all) carrier.setScreen(screen);
  }

  show(pictures: readonly ShownPicture[]): void {
    this.#pictures = pictures;
    for (const carrier of this.#all) carrier.show(pictures);
  }

  /** For what is connected from now on. */
  setIceServers(iceServers: RTCIceServer[]): void {
    this.#iceServers = iceServers;
    this.#options.mesh.setIceServers(iceServers);
  }

  onNetworkChange(): void {
    for (const carrier of this.#all) carrier.onNetworkChange();
  }

  /** For good: the room is over for this page. */
  end(): void {
    clearInterval(this.#looking);
    clearTimeout(this.#retry);
    for (const carrier of this.#all) carrier.close();
    this.#options.mesh.end();
  }

  #moveTo(message: CarrierMessage): void {
    const { selfId, members } = this.#options;
    this.#number = message.number;
    this.#isSettled = false;
    this.#hasSaidReady = false;
    this.#sendingSince = null;
    this.#calmDown();
    const next = this.#carrierFor(message);
    this.#current = next;
    this.#all.add(next);
    for (const member of members.all()) {
      const line = member.lineOver(next) ?? next.lineTo(member.participant, selfId < member.id);
      member.moveTo(next, line);
    }
  }

  /** A carrier that we have not left yet need not be made anew. */
  #carrierFor({ kind, livekit }: CarrierMessage): Carrier {
    const { mesh, keys, onChange } = this.#options;
    if (kind === "mesh" || livekit === null) return mesh;
    const known = [...this.#all].find((carrier) => carrier instanceof SfuCarrier && !carrier.isLost);
    if (known) return known;
    const carrier: SfuCarrier = new SfuCarrier({
      keys,
      tracks: this.#tracks,
      screen: this.#screen,
      pictures: this.#pictures,
      iceServers: () => this.#iceServers,
      onChange,
      onLost: () => this.#onLost(carrier),
    });
    carrier.connect(livekit);
    return carrier;
  }

  #letGo(carrier: Carrier): void {
    carrier.close();
    this.#all.delete(carrier);
  }

  #lookWhatArrives(): void {
    clearInterval(this.#looking);
    this.#looking = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const members = this.#options.members.all();
    await Promise.all(members.map((member) => member.takeWhatArrives()));
    this.#isLooking = false;
    if (this.#hasSaidReady || this.#isSettled || !this.#current.isSending) return;
    const now = performance.now();
    this.#sendingSince ??= now;
    const hasWaited = now - this.#sendingSince >= WAIT_FOR_OTHERS_MS;
    if (!hasWaited && !members.every(({ isHeard }) => isHeard)) return;
    this.#hasSaidReady = true;
    this.#options.signalling.carrierReady(this.#number);
  }

  /** The server decides what is to be done; until it answers it is asked ever less often. */
  #onLost(carrier: SfuCarrier): void {
    if (carrier !== this.#current) return;
    const now = performance.now();
    if (now - this.#failedAt > FORGIVEN_AFTER_MS) this.#failures = 0;
    this.#failedAt = now;
    const pause = this.#failures === 0 ? 0 : Math.min(1_000 * 2 ** (this.#failures - 1), LONGEST_PAUSE_MS);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (carrier !== this.#current || !carrier.isLost) return;
      this.#options.signalling.carrierFailed(this.#number);
      this.#onLost(carrier);
    }, pause);
    this.#failures += 1;
  }

  #calmDown(): void {
    clearTimeout(this.#retry);
    this.#failures = 0;
  }
}
