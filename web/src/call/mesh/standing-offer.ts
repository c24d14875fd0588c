import type { Peer } from "@/call/mesh/peer";
import type { StandingAnswer, StandingOfferMessage } from "@/call/protocol";
import { withoutAddresses } from "@/call/sdp";

/**
 * In the room, while it has a place left: one unused connection whose offer lies at the server, for whoever comes next. The
 * offer shows no address.
 */
export class StandingOffer {
  readonly #makePeer: () => Peer | null;
  readonly #deposit: (message: StandingOfferMessage) => void;
  readonly #makeReady: () => void;
  #peer: Peer | null = null;
  #deposited: StandingOfferMessage | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `makeReady`: what else whoever comes next may need; done whenever somebody may come. */
  constructor(
    makePeer: () => Peer | null,
    deposit: (message: StandingOfferMessage) => void,
    makeReady: () => void,
  ) {
    this.#makePeer = makePeer;
    this.#deposit = deposit;
    this.#makeReady = makeReady;
  }

  /** The unused connection. */
  get peer(): Peer | null {
    return this.#peer;
  }

  /** Somebody may come: makes the offer in a while, unless it stands already. */
  standAfter(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#stand();
      this.#makeReady();
    }, milliseconds);
  }

  /** The server may have forgotten what was deposited, or it names addresses that are gone. */
  standAfresh(): void {
    this.withdraw();
    this.standAfter(0);
  }

  withdraw(): void {
    clearTimeout(this.#timer);
    this.#peer?.close();
    this.#peer = null;
    this.#deposited = null;
  }

  /**
   * Somebody came with an answer. Gives their connection, and how to begin the handshake on it, which tells them our
   * addresses; nothing if it is not this offer that they answer.
   */
  take(answer: StandingAnswer): { peer: Peer; begin: () => Promise<void> } | null {
    const peer = this.#peer;
    const deposited = this.#deposited;
    if (peer === null || deposited?.offer_id !== answer.offer_id) return null;
    this.#peer = null;
    this.#deposited = null;
    const begin = () => {
      const begun = peer.acceptAnswer(answer.sdp);
      peer.release(deposited.sdp);
      return begun;
    };
    return { peer, begin };
  }

  #stand(): void {
    if (this.#peer !== null) return;
    const peer = this.#makePeer();
    if (peer === null) return;
    this.#peer = peer;
    void peer.prepareOffer().then(() => {
      if (this.#peer !== peer || peer.prepared === null) return;
      this.#deposited = { offer_id: crypto.randomUUID(), sdp: withoutAddresses(peer.prepared) };
      this.#deposit(this.#deposited);
    });
  }
}
