import type { RemoteParticipant } from "@/call/call";
import type { Carrier, Kind, Tracks } from "@/call/carrier";
import { Connections, type Ways } from "@/call/mesh/connections";
import { Lines } from "@/call/mesh/lines";
import { MeshLine } from "@/call/mesh/mesh-line";
import { Peer } from "@/call/mesh/peer";
import { PreparedPeers } from "@/call/mesh/prepared-peers";
import { StandingOffer } from "@/call/mesh/standing-offer";
import type { InsidePerson, Participant, Prepared, ServerEvents } from "@/call/protocol";
import type { Received } from "@/call/received";
import type { Screen } from "@/call/screen";
import type { Signalling } from "@/call/signalling";

export interface MeshCarrierOptions extends Ways {
  selfId: string;
  signalling: Signalling;
  tracks: Tracks;
}

/** What a newcomer has with them for us. */
export type Brought = Pick<Parameters<ServerEvents["user-joined"]>[0], "offer" | "answer">;

/** Whoever should have made an offer by then has lost it on the way: we make one ourselves. */
const OFFER_OVERDUE_MS = 4_000;
/** Making connections keeps the browser busy: after somebody came it has better things to do for a moment. */
const NEXT_ONE_AFTER_MS = 1_500;
/** With so many people inside the room's media do not take this way, or will not once we are there. */
const MOST_TO_PREPARE_FOR = 5;

/** Everyone sends to everyone, straight from browser to browser. For two to about six people. */
export class MeshCarrier implements Carrier {
  readonly kind = "mesh";
  readonly isSending = true;
  readonly #options: MeshCarrierOptions;
  readonly #connections: Promise<Connections>;
  readonly #lines: Lines;
  readonly #prepared = new PreparedPeers((id, people) => this.#makePeer(people, id));
  /** For whoever comes next; where every place is taken that is somebody who reloads the page. */
  readonly #standing = new StandingOffer(
    () => this.#makePeer(this.#lines.size + 2),
    (message) => this.#options.signalling.sendStandingOffer(message),
    () => this.#warm?.warmUp(),
  );
  readonly #cleanUps: (() => void)[];
  #warm: Connections | null = null;
  #tracks: Tracks;
  #screen: Screen | null = null;
  #expectsPeople = false;

  /** `onChange`: how somebody is doing has changed. */
  constructor(options: MeshCarrierOptions, onChange: () => void) {
    this.#options = options;
    this.#tracks = options.tracks;
    this.#connections = Connections.open(options);
    const { signalling } = options;
    this.#lines = new Lines(onChange, (id, kind) => signalling.reportMedia(id, kind));
    this.#cleanUps = [
      signalling.on("offer", (message) => void this.#peerFrom(message)?.acceptOffer(message.sdp)),
      signalling.on("answer", (message) => void this.#peerFrom(message)?.acceptAnswer(message.sdp)),
      signalling.on("ice-candidate", (message) => void this.#peerFrom(message)?.addCandidate(message.candidate)),
    ];
  }

  /** Connections can be made. Not awaited again once it is so: a turn of the event loop counts. */
  get isReady(): boolean {
    return this.#warm !== null;
  }

  async makeReady(): Promise<void> {
    this.#warm = await this.#connections;
  }

  setIceServers(iceServers: RTCIceServer[]): void {
    this.#warm?.setIceServers(iceServers);
  }

  /** In the green room: keeps a connection ready for each of those inside. */
  prepareFor(people: readonly InsidePerson[]): void {
    this.#prepared.follow(people.length > MOST_TO_PREPARE_FOR ? [] : people);
  }

  /** What is ready, for `join-room`. */
  prepared(): Prepared {
    return this.#prepared.ready();
  }

  /** Whom the room will show as soon as the server agrees. */
  expected(): RemoteParticipant[] {
    return this.#prepared.expected();
  }

  forgetPrepared(): void {
    this.#prepared.forget();
  }

  /** To somebody who was there before us. `told`: what the server passed on to them for us. */
  lineToResident(participant: Participant, answered: readonly string[], told: Prepared): { line: MeshLine; received?: Received } {
    const { id } = participant;
    const prepared = this.#prepared.take(id, answered);
    if (!prepared) return { line: this.lineTo(participant, true) };
    const line = this.#add(participant, prepared.peer);
    prepared.peer.release(told.answers[id]?.sdp ?? told.offers[id] ?? null);
    return { line, received: prepared.received };
  }

  /** They have answered our standing offer, or offer to us, perhaps right away. */
  lineToNewcomer(participant: Participant, { offer, answer }: Brought): { line: MeshLine; begun: Promise<void> } {
    const met = answer ? this.#standing.take(answer) : null;
    if (met) this.#address(met.peer, participant.id);
    const line = this.#add(participant, met?.peer ?? this.#peerTo(participant.id));
    this.stand(NEXT_ONE_AFTER_MS);
    const { peer } = line;
    if (met) return { line, begun: met.begin() };
    if (offer !== undefined) return { line, begun: peer.acceptOffer(offer) };
    if (answer) return { line, begun: peer.offer() }; // what they answered stands no longer
    this.#offerIfOverdue(line);
    return { line, begun: Promise.resolve() };
  }

  lineTo(participant: Participant, weBegin: boolean): MeshLine {
    const existing = this.#lines.get(participant.id);
    if (existing?.participant.connection_id === participant.connection_id) return existing;
    const line = this.#add(participant, this.#peerTo(participant.id));
    if (weBegin) void line.peer.offer();
    else this.#offerIfOverdue(line);
    return line;
  }

  /** Somebody may come: keeps an offer ready for them. */
  stand(afterMs: number): void {
    this.#expectsPeople = true;
    this.#standing.standAfter(afterMs);
  }

  /** The server may have forgotten what was deposited. */
  standAfresh(): void {
    this.#expectsPeople = true;
    this.#standing.standAfresh();
  }

  setTrack(kind: Kind, track: MediaStreamTrack | null): void {
    this.#tracks = { ...this.#tracks, [kind]: track };
    for (const peer of this.#peers()) peer.media.setTrack(kind, track);
  }

  setScreen(screen: Screen | null): void {
    this.#screen = screen;
    for (const peer of this.#peers()) peer.media.setScreen(screen);
  }

  /** Whoever sends does not know who looks; with so few people everyone is shown anyway. */
  show(): void {}

  onNetworkChange(): void {
    this.#warm?.renew();
    for (const peer of this.#lines.peers) peer.restart();
    // What was prepared names addresses that are gone; without it the join makes fresh ones.
    this.#prepared.forget();
    if (this.#expectsPeople) this.#standing.standAfresh();
  }

  close(): void {
    this.#expectsPeople = false;
    this.#lines.closeAll();
    this.#standing.withdraw();
    this.#prepared.forget();
  }

  /** For good: the room is over for this page. */
  end(): void {
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    this.close();
    this.#lines.stop();
    void this.#connections.then((connections) => connections.close());
  }

  #add(participant: Participant, peer: Peer): MeshLine {
    const line = new MeshLine(participant, peer, () => this.#lines.forget(participant.id, line));
    this.#lines.add(participant.id, line);
    return line;
  }

  #offerIfOverdue(line: MeshLine): void {
    setTimeout(() => {
      const isCurrent = this.#lines.get(line.participant.id) === line;
      if (isCurrent && line.peer.isUntouched) void line.peer.offer();
    }, OFFER_OVERDUE_MS);
  }

  #peerTo(id: string): Peer {
    const peer = this.#makePeer(this.#lines.size + 2, id);
    if (peer === null) throw new Error("Lines are made once the mesh is ready.");
    return peer;
  }

  /** To the participant `id`, or to whoever comes next. */
  #makePeer(people: number, id?: string): Peer | null {
    const connections = this.#warm;
    if (connections === null) return null;
    const peer = new Peer({
      tracks: this.#tracks,
      screen: this.#screen,
      people,
      createConnection: () => connections.make(),
    });
    if (id !== undefined) this.#address(peer, id);
    return peer;
  }

  /** From now on what the peer has to say goes to `id`. */
  #address(peer: Peer, id: string): void {
    const { signalling, selfId } = this.#options;
    // The one whose id sorts first is impolite.
    peer.polite = id < selfId;
    peer.on("description", ({ type, sdp }) => signalling.sendDescription(id, type, sdp));
    peer.on("candidate", (candidate) => signalling.sendCandidate(id, candidate));
  }

  /** Messages of an earlier life of the other's page are dropped. */
  #peerFrom(message: { from: string; connection_id: string }): Peer | undefined {
    const line = this.#lines.get(message.from);
    if (line) return line.participant.connection_id === message.connection_id ? line.peer : undefined;
    // The answer to a prepared offer may overtake the server's answer to the join.
    return this.#prepared.get(message.from);
  }

  /** Every connection, also those that nobody knows of yet. */
  #peers(): Peer[] {
    const { peer: standing } = this.#standing;
    return [...this.#lines.peers, ...this.#prepared.all(), ...(standing ? [standing] : [])];
  }
}
