import { type Certificates, certificatesOf, sameCertificates } from "@/call/e2ee/certificates";
import { Emitter } from "@/call/emitter";
import type { LinkState } from "@/call/call";
import { startBitrate } from "@/call/media-quality";
import { PeerMedia, type PeerMediaOptions } from "@/call/mesh/peer-media";
import { Recovery } from "@/call/mesh/recovery";
import type { CandidateMessage } from "@/call/protocol";
import { letOfferingSideBegin, sessionId, tuneRemoteDescription } from "@/call/sdp";

export interface PeerEvents {
  link: LinkState;
  /** To be sent to the other side. */
  description: { type: "offer" | "answer"; sdp: string };
  candidate: CandidateMessage | null;
}

export interface PeerOptions extends PeerMediaOptions {
  /** Makes a connection; a fresh one is needed when both sides made their first offer at once. */
  createConnection: () => RTCPeerConnection;
}

/**
 * One RTCPeerConnection to one life of one person, by perfect negotiation (W3C WebRTC 1.0, section 10.7).
 *
 * The first two transceivers are always audio and video, both ways; a track that is off is replaced by nothing. So
 * microphones and cameras come and go without a negotiation; only the first screen and ICE restarts need another one.
 */
export class Peer extends Emitter<PeerEvents> {
  readonly media: PeerMedia;
  /** Gives way when both sides offer at once. */
  polite = false;
  readonly #createConnection: PeerOptions["createConnection"];
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
  #certificates: Certificates | null = null;
  #closed = false;

  constructor({ createConnection, ...media }: PeerOptions) {
    super();
    this.#createConnection = createConnection;
    this.#connection = this.#adopt(createConnection());
    this.media = new PeerMedia(this.#connection, media);
  }

  get link(): LinkState {
    return this.#link;
  }

  /** Nobody has offered anything yet. */
  get isUntouched(): boolean {
    return this.#connection.signalingState === "stable" && !this.#established;
  }

  /** Of both ends; the same object as long as it is the same connection. */
  get certificates(): Certificates | null {
    return this.#certificates;
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
      this.#negotiated();
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

  close(): void {
    this.#closed = true;
    this.media.stop();
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
    this.media.moveTo(this.#connection);
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
    connection.ontrack = (event) => this.media.receive(event);
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
    this.media.offer();
    await this.#connection.setLocalDescription();
  }

  async #makeAnswer(offer: string): Promise<void> {
    await this.#applyRemote({ type: "offer", sdp: offer });
    if (!this.#established) await this.media.answer();
    await this.#connection.setLocalDescription();
    this.#answeredSession = sessionId(offer);
    this.#negotiated();
  }

  /** Both descriptions are in force, for the first time or anew. */
  #negotiated(): void {
    this.#established = true;
    this.media.negotiated();
    const certificates = certificatesOf(this.#connection);
    if (!sameCertificates(certificates, this.#certificates)) this.#certificates = certificates;
  }

  async #applyRemote(description: { type: "offer" | "answer"; sdp: string }): Promise<void> {
    const sdp = tuneRemoteDescription(description.sdp, startBitrate(this.media.people));
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
      this.media.connected();
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
