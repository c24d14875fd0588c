import { Emitter } from "@/call/emitter";
import {
  applyVideoQuality,
  AUDIO_MAX_BITRATE,
  firstPictureQuality,
  redFirst,
  startBitrate,
  videoQuality,
} from "@/call/media-quality";
import type { CandidateMessage } from "@/call/protocol";
import { tuneRemoteDescription } from "@/call/sdp";
import type { LinkState } from "@/call/call";

export type Kind = "audio" | "video";
export type Tracks = Record<Kind, MediaStreamTrack | null>;

export interface PeerEvents {
  link: LinkState;
  /** To be sent to the other side. */
  description: { type: "offer" | "answer"; sdp: string };
  candidate: CandidateMessage | null;
}

export interface PeerOptions {
  /** Gives way when both sides offer at once. */
  polite: boolean;
  tracks: Tracks;
  people: number;
  /** Makes a connection; a fresh one is needed when both sides made their first offer at once. */
  createConnection: () => RTCPeerConnection;
}

/** A connection that is `disconnected` often heals by itself within this time. */
const HEALS_WITHIN_MS = 2_500;
const LONGEST_PAUSE_MS = 15_000;
const FIRST_PICTURE_FOR_MS = 350;

/**
 * One RTCPeerConnection to one life of one person, by perfect negotiation (W3C WebRTC 1.0, section 10.7).
 *
 * There are always exactly two transceivers, audio then video, both ways; a track that is off is replaced by nothing. So
 * microphones and cameras come and go without a negotiation, and only ICE restarts ever need another one.
 */
export class Peer extends Emitter<PeerEvents> {
  /** What the other side sends. Its tracks are there from the start and simply have nothing to show at first. */
  readonly stream = new MediaStream();
  readonly #options: PeerOptions;
  readonly #outgoing = new MediaStream();
  #connection: RTCPeerConnection;
  #tracks: Tracks;
  #people: number;
  #link: LinkState = "preparing";
  /** Steps of the negotiation happen one after another, in the order in which they were asked for. */
  #steps: Promise<void> = Promise.resolve();
  /** Until it is released, nothing of this connection is told to anyone. */
  #held = false;
  #established = false;
  #ignoresOffer = false;
  #early: (RTCIceCandidateInit | null)[] = [];
  #restarts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: PeerOptions) {
    super();
    this.#options = options;
    this.#tracks = { ...options.tracks };
    this.#people = options.people;
    this.#connection = this.#adopt(options.createConnection());
  }

  get link(): LinkState {
    return this.#link;
  }

  /** Nobody has offered anything yet. */
  get isUntouched(): boolean {
    return this.#connection.signalingState === "stable" && !this.#established;
  }

  receiver(kind: Kind): RTCRtpReceiver | undefined {
    return this.#transceiver(kind)?.receiver;
  }

  /** For statistics only. */
  get connection(): RTCPeerConnection {
    return this.#connection;
  }

  /**
   * In the green room: makes the offer and gathers addresses, and keeps both to itself until `release`. Nobody hears of
   * them before.
   */
  prepareOffer(): Promise<void> {
    this.#held = true;
    return this.#enqueue(() => this.#makeFirstOffer());
  }

  /** The prepared offer with the addresses gathered so far, if it is ready. It has not been told to anyone yet. */
  get preparedOffer(): string | null {
    const description = this.#connection.localDescription;
    return description?.type === "offer" ? description.sdp : null;
  }

  /** From now on the other side may be talked to. `told` says that the prepared offer has reached it already. */
  release(told: string | null): void {
    this.#held = false;
    void this.#enqueue(async () => {
      const offer = this.preparedOffer;
      if (offer === null) return;
      if (told === null) this.emit("description", { type: "offer", sdp: offer });
      else this.#sendCandidatesMissingIn(told, offer);
    });
  }

  /** Makes the first offer and sends it. */
  offer(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#makeFirstOffer();
      this.#sendLocalDescription();
    });
  }

  acceptOffer(sdp: string): Promise<void> {
    return this.#enqueue(async () => {
      const collision = this.#connection.signalingState !== "stable";
      this.#ignoresOffer = collision && !this.#options.polite;
      if (this.#ignoresOffer) return;
      if (collision && !this.#established) {
        // Rolled-back first transceivers could not be used for the other's offer: start again with it.
        this.#release(this.#connection);
        this.#connection = this.#adopt(this.#options.createConnection());
      }
      await this.#applyRemote({ type: "offer", sdp });
      if (!this.#established) this.#fillTransceivers();
      await this.#connection.setLocalDescription();
      this.#established = true;
      this.#sendLocalDescription();
      this.#tune();
    });
  }

  acceptAnswer(sdp: string): Promise<void> {
    return this.#enqueue(async () => {
      // An answer to an offer that was sent twice comes twice.
      if (this.#connection.signalingState !== "have-local-offer") return;
      await this.#applyRemote({ type: "answer", sdp });
      this.#established = true;
      this.#tune();
    });
  }

  addCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#connection.remoteDescription === null) this.#early.push(candidate);
      else await this.#addNow(candidate);
    });
  }

  /** Signalling was interrupted: what was on its way then may be lost. */
  signallingIsBack(): void {
    void this.#enqueue(async () => {
      if (this.#connection.signalingState === "have-local-offer") this.#sendLocalDescription();
      else if (this.#established && this.#connection.connectionState !== "connected") this.restart();
    });
  }

  /** The network changed or the connection broke: look for a way again, while media goes on where it can. */
  restart(): void {
    if (!this.#closed && this.#established) this.#connection.restartIce();
  }

  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    this.#tracks[kind] = track;
    const sender = this.#transceiver(kind)?.sender;
    // Fails only on a connection that is being closed.
    void sender?.replaceTrack(track).catch(() => undefined);
  }

  /** How many people are in the room decides what each of them gets. */
  setPeople(people: number): void {
    if (people === this.#people) return;
    this.#people = people;
    if (this.#link === "connected") this.#sendFullPicture();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#release(this.#connection);
  }

  #adopt(connection: RTCPeerConnection): RTCPeerConnection {
    connection.onicecandidate = ({ candidate }) => {
      if (!this.#held) this.emit("candidate", candidate?.toJSON() ?? null);
    };
    connection.onnegotiationneeded = () => {
      if (!this.#established) return;
      void this.#enqueue(async () => {
        if (connection.signalingState !== "stable") return;
        await connection.setLocalDescription();
        this.#sendLocalDescription();
      });
    };
    connection.ontrack = ({ track }) => this.#show(track);
    connection.onconnectionstatechange = () => this.#onStateChange(connection.connectionState);
    return connection;
  }

  #release(connection: RTCPeerConnection): void {
    connection.onicecandidate = null;
    connection.onnegotiationneeded = null;
    connection.ontrack = null;
    connection.onconnectionstatechange = null;
    connection.close();
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    const next = this.#steps.then(async () => {
      if (!this.#closed) await step();
    });
    this.#steps = next.catch((error: unknown) => {
      if (!this.#closed) console.warn("A step of the negotiation failed", error);
    });
    return this.#steps;
  }

  async #makeFirstOffer(): Promise<void> {
    const small = firstPictureQuality(this.#people);
    this.#addTransceiver("audio", { maxBitrate: AUDIO_MAX_BITRATE });
    this.#addTransceiver("video", { ...small });
    await this.#connection.setLocalDescription();
  }

  #addTransceiver(kind: Kind, encoding: RTCRtpEncodingParameters): void {
    const transceiver = this.#connection.addTransceiver(this.#tracks[kind] ?? kind, {
      direction: "sendrecv",
      streams: [this.#outgoing],
      sendEncodings: [encoding],
    });
    if (kind === "audio") preferRed(transceiver);
    this.#show(transceiver.receiver.track);
  }

  /** On the answering side the transceivers exist once the offer is applied; they get their tracks and their limits here. */
  #fillTransceivers(): void {
    for (const transceiver of this.#connection.getTransceivers()) {
      const kind = transceiver.receiver.track.kind as Kind;
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams?.(this.#outgoing);
      void transceiver.sender.replaceTrack(this.#tracks[kind]).catch(() => undefined);
      if (kind === "audio") preferRed(transceiver);
      else void applyVideoQuality(transceiver.sender, firstPictureQuality(this.#people));
    }
  }

  #show(track: MediaStreamTrack): void {
    for (const old of this.stream.getTracks()) {
      if (old.kind === track.kind && old !== track) this.stream.removeTrack(old);
    }
    this.stream.addTrack(track);
  }

  #transceiver(kind: Kind): RTCRtpTransceiver | undefined {
    const transceivers = this.#connection.getTransceivers();
    return transceivers.find(({ receiver }) => receiver.track.kind === kind);
  }

  async #applyRemote(description: { type: "offer" | "answer"; sdp: string }): Promise<void> {
    const sdp = tuneRemoteDescription(description.sdp, startBitrate(this.#people));
    await this.#connection.setRemoteDescription({ type: description.type, sdp });
    const early = this.#early;
    this.#early = [];
    for (const candidate of early) await this.#addNow(candidate);
  }

  async #addNow(candidate: RTCIceCandidateInit | null): Promise<void> {
    try {
      await this.#connection.addIceCandidate(candidate ?? undefined);
    } catch (error) {
      // Candidates of an offer that was ignored belong to nothing, nor do those of an earlier ICE generation.
      if (!this.#ignoresOffer) console.info("A candidate was not usable", error);
    }
  }

  #sendLocalDescription(): void {
    const description = this.#connection.localDescription;
    if (description?.type !== "offer" && description?.type !== "answer") return;
    this.emit("description", { type: description.type, sdp: description.sdp });
  }

  /** Between handing out the prepared offer and its arrival more addresses may have been gathered. */
  #sendCandidatesMissingIn(told: string, now: string): void {
    const known = new Set(told.split("\r\n"));
    const usernameFragment = /^a=ice-ufrag:(.+)$/m.exec(now)?.[1] ?? null;
    for (const line of now.split("\r\n")) {
      if (!line.startsWith("a=candidate:") || known.has(line)) continue;
      // Everything is bundled: the first section's transport is the only one.
      this.emit("candidate", {
        candidate: line.slice("a=".length),
        sdpMid: "0",
        sdpMLineIndex: 0,
        usernameFragment,
      });
    }
  }

  #onStateChange(state: RTCPeerConnectionState): void {
    clearTimeout(this.#timer);
    if (state === "connected") {
      this.#restarts = 0;
      this.#setLink("connected");
      // Once the first picture is through there is time for a better one.
      this.#timer = setTimeout(() => this.#sendFullPicture(), FIRST_PICTURE_FOR_MS);
    } else if (state === "connecting") {
      this.#setLink(this.#link === "preparing" ? "connecting" : this.#link);
    } else if (state === "disconnected") {
      this.#setLink("interrupted");
      this.#timer = setTimeout(() => this.restart(), HEALS_WITHIN_MS);
    } else if (state === "failed") {
      this.#setLink("failed");
      this.#restartRepeatedly();
    }
  }

  #restartRepeatedly(): void {
    const pause = this.#restarts === 0 ? 0 : Math.min(1_000 * 2 ** this.#restarts, LONGEST_PAUSE_MS);
    this.#restarts += 1;
    this.#timer = setTimeout(() => {
      this.restart();
      this.#restartRepeatedly();
    }, pause);
  }

  #sendFullPicture(): void {
    const sender = this.#transceiver("video")?.sender;
    if (sender) void applyVideoQuality(sender, videoQuality(this.#people));
  }

  /** Limits that a browser could not yet take when the transceivers were made. */
  #tune(): void {
    const sender = this.#transceiver("audio")?.sender;
    if (!sender) return;
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings;
    if (!encoding || encoding.maxBitrate === AUDIO_MAX_BITRATE) return;
    encoding.maxBitrate = AUDIO_MAX_BITRATE;
    void sender.setParameters(parameters).catch(() => undefined);
  }

  #setLink(link: LinkState): void {
    if (link === this.#link) return;
    this.#link = link;
    this.emit("link", link);
  }
}

function preferRed(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities("audio")?.codecs;
  if (codecs) transceiver.setCodecPreferences?.(redFirst(codecs));
}
