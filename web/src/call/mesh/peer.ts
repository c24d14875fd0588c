import { Emitter } from "@/call/emitter";
import type { LinkState } from "@/call/call";
import { startBitrate } from "@/call/media-quality";
import { Recovery } from "@/call/mesh/recovery";
import {
  addTransceivers,
  fillTransceivers,
  KINDS,
  limitAudio,
  showAtOnce,
  sendFullPicture,
  transceiverOf,
  type Kind,
  type Outgoing,
  type Tracks,
} from "@/call/mesh/transceivers";
import type { CandidateMessage } from "@/call/protocol";
import { letOfferingSideBegin, sessionId, tuneRemoteDescription } from "@/call/sdp";

export interface PeerEvents {
  link: LinkState;
  /** To be sent to the other side. */
  description: { type: "offer" | "answer"; sdp: string };
  candidate: CandidateMessage | null;
}

export interface PeerOptions {
  tracks: Tracks;
  people: number;
  /** Makes a connection; a fresh one is needed when both sides made their first offer at once. */
  createConnection: () => RTCPeerConnection;
}

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
  /** Gives way when both sides offer at once. */
  polite = false;
  readonly #createConnection: PeerOptions["createConnection"];
  readonly #outgoing: Outgoing;
  readonly #recovery = new Recovery(() => this.restart());
  #connection: RTCPeerConnection;
  #link: LinkState = "preparing";
  /** Steps of the negotiation happen one after another, in the order in which they were asked for. */
  #steps: Promise<void> = Promise.resolve();
  /** Until it is released, nothing of this connection is told to anyone. */
  #held = false;
  #preparedType: RTCSdpType | null = null;
  #established = false;
  #ignoresOffer = false;
  /** Which connection of the other side's we answered. */
  #answeredSession: string | undefined;
  #early: (RTCIceCandidateInit | null)[] = [];
  #fullPictureTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: PeerOptions) {
    super();
    this.#createConnection = options.createConnection;
    this.#outgoing = {
      tracks: { ...options.tracks },
      stream: new MediaStream(),
      people: options.people,
    };
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
    return transceiverOf(this.#connection, kind)?.receiver;
  }

  /** For statistics only. */
  get connection(): RTCPeerConnection {
    return this.#connection;
  }

  /** Before the click: makes the offer and gathers addresses, and keeps both to itself until `release`. */
  prepareOffer(): Promise<void> {
    this.#held = true;
    this.#preparedType = "offer";
    return this.#enqueue(() => this.#makeFirstOffer());
  }

  /** Before the click: the same with the answer to somebody's standing offer, which shows no address to send anything to. */
  prepareAnswer(offer: string): Promise<void> {
    this.#held = true;
    this.#preparedType = "answer";
    return this.#enqueue(() => this.#makeAnswer(letOfferingSideBegin(offer)));
  }

  /** What was prepared, with the addresses gathered so far, if it is ready. It has not been told to anyone yet. */
  get prepared(): string | null {
    const description = this.#connection.localDescription;
    return description?.type === this.#preparedType ? (description?.sdp ?? null) : null;
  }

  /** From now on the other side may be talked to. `told` is the prepared description as it has reached them already. */
  release(told: string | null): void {
    this.#held = false;
    const prepared = this.prepared;
    if (prepared === null) return;
    if (told === null) this.#sendLocalDescription();
    else this.#sendCandidatesMissingIn(told, prepared);
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
      this.#ignoresOffer = collision && !this.polite;
      if (this.#ignoresOffer) return;
      // Rolled-back first transceivers could not be used for the other's offer; and where the other has begun anew, this
      // side's part in the encryption handshake may be fixed wrongly.
      if (collision ? !this.#established : this.#isOfAnother(sdp)) this.#beginAnew();
      await this.#makeAnswer(sdp);
      this.#sendLocalDescription();
    });
  }

  acceptAnswer(sdp: string): Promise<void> {
    return this.#enqueue(async () => {
      // An answer to an offer that was sent twice comes twice.
      if (this.#connection.signalingState !== "have-local-offer") return;
      await this.#applyRemote({ type: "answer", sdp });
      this.#established = true;
      limitAudio(this.#connection);
    });
  }

  addCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#connection.remoteDescription === null) this.#early.push(candidate);
      else await this.#addNow(candidate);
    });
  }

  /** Resolves when there is something to see or hear of the other side, at the latest after `atMostMs`. */
  whenMediaArrives(atMostMs: number): Promise<void> {
    const tracks = KINDS.flatMap((kind) => this.receiver(kind)?.track ?? []);
    return new Promise((resolve) => {
      if (tracks.some(({ muted }) => !muted)) return resolve();
      const timer = setTimeout(resolve, atMostMs);
      const arrives = () => {
        clearTimeout(timer);
        resolve();
      };
      for (const track of tracks) track.addEventListener("unmute", arrives, { once: true });
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
    this.#outgoing.tracks[kind] = track;
    const sender = transceiverOf(this.#connection, kind)?.sender;
    // Fails only on a connection that is being closed.
    void sender?.replaceTrack(track).catch(() => undefined);
  }

  /** How many people are in the room decides what each of them gets. */
  setPeople(people: number): void {
    if (people === this.#outgoing.people) return;
    this.#outgoing.people = people;
    if (this.#link === "connected") sendFullPicture(this.#connection, people);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#fullPictureTimer);
    this.#recovery.stop();
    this.#release(this.#connection);
  }

  /** Whether the offer is of another connection than the one that we answered and that never came to be. */
  #isOfAnother(offer: string): boolean {
    const isUnborn = this.#link === "preparing" || this.#link === "connecting";
    return isUnborn && this.#answeredSession !== undefined && this.#answeredSession !== sessionId(offer);
  }

  #beginAnew(): void {
    this.#release(this.#connection);
    this.#connection = this.#adopt(this.#createConnection());
    this.#established = false;
    this.#answeredSession = undefined;
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
    for (const { receiver } of addTransceivers(this.#connection, this.#outgoing)) {
      this.#show(receiver.track);
    }
    await this.#connection.setLocalDescription();
  }

  async #makeAnswer(offer: string): Promise<void> {
    await this.#applyRemote({ type: "offer", sdp: offer });
    if (!this.#established) await fillTransceivers(this.#connection, this.#outgoing);
    await this.#connection.setLocalDescription();
    this.#established = true;
    this.#answeredSession = sessionId(offer);
    limitAudio(this.#connection);
  }

  #show(track: MediaStreamTrack): void {
    showAtOnce(this.#connection, true);
    for (const old of this.stream.getTracks()) {
      if (old.kind === track.kind && old !== track) this.stream.removeTrack(old);
    }
    this.stream.addTrack(track);
  }

  async #applyRemote(description: { type: "offer" | "answer"; sdp: string }): Promise<void> {
    const sdp = tuneRemoteDescription(description.sdp, startBitrate(this.#outgoing.people));
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
    this.#recovery.onState(state);
    if (state === "connected") {
      this.#setLink("connected");
      this.#fullPictureTimer = setTimeout(() => {
        sendFullPicture(this.#connection, this.#outgoing.people);
        showAtOnce(this.#connection, false);
      }, FIRST_PICTURE_FOR_MS);
    } else if (state === "connecting" && this.#link === "preparing") {
      this.#setLink("connecting");
    } else if (state === "disconnected") {
      this.#setLink("interrupted");
    } else if (state === "failed") {
      this.#setLink("failed");
    }
  }

  #setLink(link: LinkState): void {
    if (link === this.#link) return;
    this.#link = link;
    this.emit("link", link);
  }
}
