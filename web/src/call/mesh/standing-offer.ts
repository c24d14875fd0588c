import type { Peer } from "@/call/mesh/peer";
import type { StandingAnswer, StandingOfferMessage } from "@/call/protocol";
import { withoutAddresses } from "@/call/sdp";

/** In the room: one unused connection whose offer lies at the server, for whoever comes next. It shows no address. */
export class StandingOffer {
  readonly #id = crypto.randomUUID();
  #told: string | null = null;

  constructor(readonly peer: Peer) {}

  /** What to deposit; null when it was closed meanwhile. */
  async prepare(): Promise<StandingOfferMessage | null> {
    await this.peer.prepareOffer();
    const offer = this.peer.prepared;
    if (offer === null) return null;
    this.#told = withoutAddresses(offer);
    return { offer_id: this.#id, sdp: this.#told };
  }

  isAnsweredBy(answer: StandingAnswer): boolean {
    return answer.offer_id === this.#id && this.#told !== null;
  }

  /** Somebody came with an answer: the connection is theirs, and our addresses are told to them. */
  begin(answer: StandingAnswer): void {
    void this.peer.acceptAnswer(answer.sdp);
    this.peer.release(this.#told);
  }
}
