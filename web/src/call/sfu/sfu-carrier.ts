import type { Carrier, Kind, ShownPicture, Tracks } from "@/call/carrier";
import type { FrameKeys } from "@/call/e2ee/frame-keys";
import type { CarrierMessage, Participant } from "@/call/protocol";
import type { Screen } from "@/call/screen";
import { SfuLine } from "@/call/sfu/sfu-line";
import type { Outgoing, SfuRoom } from "@/call/sfu/sfu-room";

export interface SfuCarrierOptions {
  /** For a room that is encrypted from end to end. */
  keys: FrameKeys | null;
  tracks: Tracks;
  screen: Screen | null;
  pictures: readonly ShownPicture[];
  /** As they are when it connects. */
  iceServers: () => RTCIceServer[];
  /** How somebody is doing has changed. */
  onChange: () => void;
  /** It is out of reach and does not come back by itself: `connect` with a fresh token would try again. */
  onLost: () => void;
  openRoom?: (keys: FrameKeys | null) => Promise<SfuRoom>;
}

type Access = NonNullable<CarrierMessage["livekit"]>;

const SAMPLE_EVERY_MS = 2_000;

/** Everyone sends once, to a media server, which passes on to each what their page shows. For groups. */
export class SfuCarrier implements Carrier {
  readonly kind = "sfu";
  readonly #options: SfuCarrierOptions;
  readonly #lines = new Map<string, SfuLine>();
  /** Whose pages are on the media server. */
  readonly #present = new Set<string>();
  readonly #sampling: ReturnType<typeof setInterval>;
  readonly #onVisibility = () => this.#receive();
  #outgoing: Outgoing;
  #pictures: readonly ShownPicture[];
  #room: SfuRoom | null = null;
  #state: "idle" | "connecting" | "connected" | "reconnecting" | "lost" = "idle";
  #isClosed = false;

  constructor(options: SfuCarrierOptions) {
    const { tracks, screen, pictures } = options;
    this.#options = options;
    this.#outgoing = { ...tracks, ...screenTracks(screen) };
    this.#pictures = pictures;
    this.#sampling = setInterval(() => void this.#sample(), SAMPLE_EVERY_MS);
    document.addEventListener("visibilitychange", this.#onVisibility);
  }

  get isSending(): boolean {
    return this.#state === "connected" && this.#room?.isSending === true;
  }

  get isLost(): boolean {
    return this.#state === "lost";
  }

  /** Does nothing while it is connected, or about to be. */
  connect(access: Access): void {
    if (this.#isClosed || (this.#state !== "idle" && this.#state !== "lost")) return;
    this.#state = "connecting";
    void this.#open(access);
  }

  lineTo(participant: Participant): SfuLine {
    const line = new SfuLine(participant, () => {
      if (this.#lines.get(participant.id) === line) this.#lines.delete(participant.id);
    });
    this.#lines.set(participant.id, line);
    this.#updateLink(participant.id, line);
    this.#receive();
    return line;
  }

  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    this.#send({ ...this.#outgoing, [kind]: track });
  }

  setScreen(screen: Screen | null): void {
    this.#send({ ...this.#outgoing, ...screenTracks(screen) });
  }

  show(pictures: readonly ShownPicture[]): void {
    this.#pictures = pictures;
    this.#receive();
  }

  onNetworkChange(): void {
    if (this.#state === "connected") this.#room?.reconnectNow();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#sampling);
    document.removeEventListener("visibilitychange", this.#onVisibility);
    for (const line of [...this.#lines.values()]) line.close();
    this.#room?.close();
    this.#room = null;
  }

  async #open({ url, token }: Access): Promise<void> {
    const { keys, iceServers, openRoom = openLiveKitRoom } = this.#options;
    try {
      const room = await openRoom(keys);
      if (this.#isClosed) return room.close();
      this.#room = room;
      this.#listen(room);
      room.send(this.#outgoing);
      this.#receive();
      await room.connect(url, token, iceServers());
    } catch (error) {
      console.info("The media server could not be reached", error);
      this.#lose();
    }
  }

  #listen(room: SfuRoom): void {
    room.on("state", (state) => {
      if (this.#room !== room) return;
      if (state === "lost") return this.#lose();
      this.#state = state;
      this.#updateLinks();
    });
    room.on("person", ({ id, isPresent }) => {
      if (isPresent) this.#present.add(id);
      else this.#present.delete(id);
      const line = this.#lines.get(id);
      if (line) this.#updateLink(id, line);
    });
    room.on("incoming", ({ id, slot, incoming }) => this.#lines.get(id)?.bring(slot, incoming));
    room.on("speakers", (speakers) => {
      const changed = [...this.#lines].filter(([id, line]) => line.setSpeaking(speakers.has(id)));
      if (changed.length > 0) this.#options.onChange();
    });
  }

  #lose(): void {
    this.#room?.close();
    this.#room = null;
    this.#present.clear();
    this.#state = "lost";
    this.#updateLinks();
    if (!this.#isClosed) this.#options.onLost();
  }

  #send(outgoing: Outgoing): void {
    this.#outgoing = outgoing;
    this.#room?.send(outgoing);
  }

  /** Nobody looks at a page in the background, except at a picture in a window of its own; what is recorded comes all the same. */
  #receive(): void {
    const isSeen = document.visibilityState === "visible" || document.pictureInPictureElement != null;
    const pictures = isSeen ? this.#pictures : this.#pictures.filter(({ isCopied }) => isCopied);
    const people = new Set(pictures.filter(({ kind }) => kind === "person").map(({ participantId }) => participantId));
    for (const [id, line] of this.#lines) line.isShown = people.has(id);
    this.#room?.receive(new Set(this.#lines.keys()), pictures);
  }

  #updateLinks(): void {
    for (const [id, line] of this.#lines) this.#updateLink(id, line);
  }

  #updateLink(id: string, line: SfuLine): void {
    line.setLink(this.#state === "connected", this.#present.has(id));
  }

  async #sample(): Promise<void> {
    if (this.#room === null || this.#lines.size === 0) return;
    const out = await this.#room.statsOut().catch(() => null);
    await Promise.all([...this.#lines.values()].map((line) => line.sample(out)));
    if (!this.#isClosed) this.#options.onChange();
  }
}

function screenTracks(screen: Screen | null): Pick<Outgoing, "screenAudio" | "screenVideo"> {
  return { screenVideo: screen?.video ?? null, screenAudio: screen?.audio ?? null };
}

/** Loaded only where a room has come to need it. */
async function openLiveKitRoom(keys: FrameKeys | null): Promise<SfuRoom> {
  const { LiveKitRoom } = await import("@/call/sfu/livekit-room");
  return LiveKitRoom.open(keys);
}
