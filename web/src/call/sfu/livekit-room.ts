import {
  DefaultReconnectPolicy,
  LogLevel,
  type Participant,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
} from "livekit-client";
import FrameWorker from "livekit-client/e2ee-worker?worker";

import type { ShownPicture, Slot } from "@/call/carrier";
import type { FrameKeys } from "@/call/e2ee/frame-keys";
import { RoomKeyProvider } from "@/call/e2ee/livekit-keys";
import { Emitter } from "@/call/emitter";
import { Publications } from "@/call/sfu/publications";
import type { Outgoing, SfuRoom, SfuRoomEvents } from "@/call/sfu/sfu-room";

/** After these pauses in vain the room's own server is told: it knows whether to wait, to try again or to move the room. */
const RECONNECT_AFTER_MS = [0, 300, 1_000, 2_000];
const WEBSOCKET_WITHIN_MS = 5_000;
const CONNECTION_WITHIN_MS = 10_000;

const SLOT_OF: Partial<Record<Track.Source, Slot>> = {
  [Track.Source.Microphone]: "audio",
  [Track.Source.Camera]: "video",
  [Track.Source.ScreenShareAudio]: "screenAudio",
  [Track.Source.ScreenShare]: "screenVideo",
};

// It tells the console of every step otherwise.
setLogLevel(LogLevel.warn);

/** A room on a LiveKit server. */
export class LiveKitRoom extends Emitter<SfuRoomEvents> implements SfuRoom {
  readonly #room: Room;
  readonly #publications: Publications;
  readonly #keys: FrameKeys | null;
  readonly #keyProvider: RoomKeyProvider | null;
  readonly #cleanUps: (() => void)[] = [];
  #outgoing: Outgoing | null = null;
  #ids: ReadonlySet<string> = new Set();
  #pictures: readonly ShownPicture[] = [];
  #isOpen = false;

  static async open(keys: FrameKeys | null): Promise<LiveKitRoom> {
    const inForce = keys?.isOff ? null : keys;
    const room = new LiveKitRoom(inForce);
    if (inForce) await room.#encrypt(inForce);
    return room;
  }

  private constructor(keys: FrameKeys | null) {
    super();
    this.#keys = keys;
    this.#keyProvider = keys && new RoomKeyProvider(keys);
    this.#room = new Room({
      // The page says itself what it shows: its elements outlive the tracks.
      adaptiveStream: false,
      dynacast: true,
      disconnectOnPageLeave: false,
      stopLocalTrackOnUnpublish: false,
      reconnectPolicy: new DefaultReconnectPolicy(RECONNECT_AFTER_MS),
      publishDefaults: { videoCodec: "vp8", backupCodec: false },
      ...(this.#keyProvider && { encryption: { keyProvider: this.#keyProvider, worker: new FrameWorker() } }),
    });
    this.#publications = new Publications(this.#room.localParticipant);
    this.#listen();
  }

  get isSending(): boolean {
    return this.#isOpen && this.#publications.isComplete;
  }

  async connect(url: string, token: string, iceServers: RTCIceServer[]): Promise<void> {
    await this.#room.connect(url, token, {
      autoSubscribe: false,
      rtcConfig: { iceServers },
      maxRetries: 0,
      websocketTimeout: WEBSOCKET_WITHIN_MS,
      peerConnectionTimeout: CONNECTION_WITHIN_MS,
    });
    this.#isOpen = true;
    for (const { identity } of this.#room.remoteParticipants.values()) this.emit("person", { id: identity, isPresent: true });
    this.emit("state", "connected");
    this.#receive();
    if (this.#outgoing) this.#publications.want(this.#outgoing);
  }

  send(outgoing: Outgoing): void {
    this.#outgoing = outgoing;
    if (this.#isOpen) this.#publications.want(outgoing);
  }

  receive(ids: ReadonlySet<string>, pictures: readonly ShownPicture[]): void {
    this.#ids = ids;
    this.#pictures = pictures;
    this.#receive();
  }

  async statsOut(): Promise<RTCStatsReport | null> {
    const { localParticipant } = this.#room;
    const sending = [Track.Source.Microphone, Track.Source.Camera].map((source) => localParticipant.getTrackPublication(source)?.track);
    return (await sending.find((track) => track && !track.isMuted)?.getRTCStatsReport()) ?? null;
  }

  reconnectNow(): void {
    // The library's own name for it; what it does is to open the socket again and look for another way.
    void this.#room.simulateScenario("signal-reconnect");
  }

  close(): void {
    this.#isOpen = false;
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    this.#publications.close();
    this.#keyProvider?.close();
    this.#room.removeAllListeners();
    void this.#room.disconnect(true);
  }

  async #encrypt(keys: FrameKeys): Promise<void> {
    await this.#room.setE2EEEnabled(true);
    this.#cleanUps.push(keys.on("off", () => void this.#stopEncrypting()));
    if (keys.current === null) {
      await new Promise<void>((resolve) => {
        this.#cleanUps.push(keys.on("key", () => resolve()), keys.on("off", () => resolve()));
      });
    }
    await this.#keyProvider?.settled();
  }

  /** LiveKit's own way would publish again what our publications stop as it is taken back. */
  async #stopEncrypting(): Promise<void> {
    await this.#publications.republish(() => this.#room.setE2EEEnabled(false));
    // What others have published unencrypted meanwhile.
    this.#receive();
  }

  #listen(): void {
    this.#room
      .on(RoomEvent.Reconnecting, () => this.emit("state", "reconnecting"))
      .on(RoomEvent.Reconnected, () => {
        this.emit("state", "connected");
        this.#receive();
      })
      .on(RoomEvent.Disconnected, () => {
        // What fails while connecting is told by `connect`.
        if (this.#isOpen) this.emit("state", "lost");
      })
      .on(RoomEvent.ParticipantConnected, ({ identity }) => this.emit("person", { id: identity, isPresent: true }))
      .on(RoomEvent.ParticipantDisconnected, ({ identity }) => this.emit("person", { id: identity, isPresent: false }))
      .on(RoomEvent.TrackPublished, (publication, { identity }) => this.#steer(publication, identity))
      .on(RoomEvent.TrackSubscribed, (track, publication, person) => this.#bring(track, publication, person))
      .on(RoomEvent.ActiveSpeakersChanged, (speakers: Participant[]) =>
        this.emit("speakers", new Set(speakers.map(({ identity }) => identity))),
      );
  }

  #bring(track: RemoteTrack, publication: RemoteTrackPublication, { identity }: RemoteParticipant): void {
    const slot = SLOT_OF[publication.source];
    if (!slot || !this.#isTrusted(publication)) return;
    this.emit("incoming", { id: identity, slot, incoming: { track: track.mediaStreamTrack, receiver: track.receiver } });
    this.#steer(publication, identity);
  }

  #receive(): void {
    for (const { identity, trackPublications } of this.#room.remoteParticipants.values()) {
      for (const publication of trackPublications.values()) this.#steer(publication, identity);
    }
  }

  /** Sound always comes, from people in the room; a picture once it is shown, and as large as it is shown. */
  #steer(publication: RemoteTrackPublication, id: string): void {
    if (!this.#ids.has(id) || !this.#isTrusted(publication)) return subscribe(publication, false);
    if (publication.kind === Track.Kind.Audio) return subscribe(publication, true);
    const kind = publication.source === Track.Source.ScreenShare ? "screen" : "person";
    const shown = this.#pictures.find((picture) => picture.participantId === id && picture.kind === kind);
    if (shown) subscribe(publication, true);
    if (!publication.isSubscribed) return;
    publication.setEnabled(shown !== undefined);
    if (shown) publication.setVideoDimensions({ width: shown.width * pixelRatio(), height: shown.height * pixelRatio() });
  }

  /** In an encrypted room nothing is played that is not. */
  #isTrusted({ isEncrypted }: RemoteTrackPublication): boolean {
    return this.#keys === null || this.#keys.isOff || isEncrypted;
  }
}

/** The library tells the server each time, also of what it knows. */
function subscribe(publication: RemoteTrackPublication, wanted: boolean): void {
  if (publication.isDesired !== wanted) publication.setSubscribed(wanted);
}

/** Beyond that nobody sees a difference worth the bandwidth. */
function pixelRatio(): number {
  return Math.min(window.devicePixelRatio, 2);
}
