import type { Peer } from "@/call/mesh/peer";

/** In the green room: one connection for each person known to be inside, with an offer of which nobody hears yet. */
export class PreparedPeers {
  readonly #peers = new Map<string, Peer>();
  readonly #make: (id: string, people: number) => Peer | null;

  constructor(make: (id: string, people: number) => Peer | null) {
    this.#make = make;
  }

  /** Keeps in step with who is inside. */
  follow(ids: readonly string[]): void {
    for (const [id, peer] of this.#peers) {
      if (ids.includes(id)) continue;
      peer.close();
      this.#peers.delete(id);
    }
    for (const id of ids) {
      if (this.#peers.has(id)) continue;
      const peer = this.#make(id, ids.length + 1);
      if (peer === null) continue;
      this.#peers.set(id, peer);
      void peer.prepareOffer();
    }
  }

  /** The offers that are ready, for `join-room`. */
  offers(): Record<string, string> {
    const offers: Record<string, string> = {};
    for (const [id, peer] of this.#peers) {
      if (peer.preparedOffer !== null) offers[id] = peer.preparedOffer;
    }
    return offers;
  }

  get(id: string): Peer | undefined {
    return this.#peers.get(id);
  }

  /** Hands it over: from now on it belongs to the caller. */
  take(id: string): Peer | undefined {
    const peer = this.#peers.get(id);
    this.#peers.delete(id);
    return peer;
  }

  all(): Peer[] {
    return [...this.#peers.values()];
  }

  forget(): void {
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
  }
}
