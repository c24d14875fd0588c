import type { RemoteParticipant } from "@/call/call";
import type { Peer } from "@/call/mesh/peer";
import type { InsidePerson, Prepared } from "@/call/protocol";
import { Received } from "@/call/received";

interface PreparedPeer {
  person: InsidePerson;
  peer: Peer;
  /** Where what they send will be seen and heard. */
  received: Received;
  /** The standing offer that it answers; null where it is we who offer. */
  offerId: string | null;
}

/**
 * In the green room: one connection for each person known to be inside, with the answer to their standing offer or, where
 * there is none, with an offer. Nobody hears of it yet.
 */
export class PreparedPeers {
  readonly #peers = new Map<string, PreparedPeer>();
  readonly #make: (id: string, people: number) => Peer | null;

  constructor(make: (id: string, people: number) => Peer | null) {
    this.#make = make;
  }

  /** Keeps in step with who is inside, and with what they offer. */
  follow(people: readonly InsidePerson[]): void {
    for (const [id, { peer, offerId }] of this.#peers) {
      const person = people.find((person) => person.id === id);
      if (person && (person.offer?.offer_id ?? null) === offerId) continue;
      peer.close();
      this.#peers.delete(id);
    }
    for (const person of people) {
      const { id, offer } = person;
      if (this.#peers.has(id)) continue;
      const peer = this.#make(id, people.length + 1);
      if (peer === null) continue;
      this.#peers.set(id, { person, peer, received: Received.from(peer.media), offerId: offer?.offer_id ?? null });
      void (offer === null ? peer.prepareOffer() : peer.prepareAnswer(offer.sdp));
    }
  }

  /** What is ready, for `join-room`. */
  ready(): Prepared {
    const ready: Prepared = { offers: {}, answers: {} };
    for (const [id, { peer, offerId }] of this.#peers) {
      if (peer.prepared === null) continue;
      if (offerId === null) ready.offers[id] = peer.prepared;
      else ready.answers[id] = { offer_id: offerId, sdp: peer.prepared };
    }
    return ready;
  }

  /** Whom the room will show: their pictures have a place before the server has answered. What is on or off is not known. */
  expected(): RemoteParticipant[] {
    return [...this.#peers.values()].map(({ person: { id, name, role }, peer, received }) => ({
      id,
      name,
      role,
      co_host: false,
      rights: [],
      exceptions: {},
      hand: null,
      strained: false,
      recorded: null,
      can_record: true,
      copied_by: null,
      audio: true,
      video: true,
      screen: null,
      connection: "online",
      connection_id: "",
      joined_at: "",
      device: null,
      stream: received.stream,
      screenStream: received.screen,
      link: peer.link,
      health: null,
      sending: "full",
      pictureMissing: false,
      speaking: false,
      certificates: null,
    }));
  }

  get(id: string): Peer | undefined {
    return this.#peers.get(id)?.peer;
  }

  /**
   * Hands it over: from now on it belongs to the caller. Nothing if it answers an offer that no longer stood when we came:
   * somebody else's answer had been quicker.
   */
  take(id: string, answered: readonly string[]): Pick<PreparedPeer, "peer" | "received"> | undefined {
    const prepared = this.#peers.get(id);
    if (prepared === undefined) return undefined;
    this.#peers.delete(id);
    if (prepared.offerId === null || answered.includes(id)) return prepared;
    prepared.peer.close();
    return undefined;
  }

  all(): Peer[] {
    return [...this.#peers.values()].map(({ peer }) => peer);
  }

  forget(): void {
    for (const { peer } of this.#peers.values()) peer.close();
    this.#peers.clear();
  }
}
