import type { Call, CallEvents, CallState, RemoteParticipant } from "@/call/call";
import { Emitter } from "@/call/emitter";
import type { LocalMedia } from "@/call/local-media";
import { Connections } from "@/call/mesh/connections";
import { Member } from "@/call/mesh/member";
import { Peer } from "@/call/mesh/peer";
import { PreparedPeers } from "@/call/mesh/prepared-peers";
import { StandingOffer } from "@/call/mesh/standing-offer";
import type { Kind } from "@/call/mesh/transceivers";
import { onNetworkChange } from "@/call/network";
import type { Admission, Inside, Participant, Prepared, ServerEvents } from "@/call/protocol";
import type { Signalling } from "@/call/signalling";

export interface MeshCallOptions {
  selfId: string;
  signalling: Signalling;
  media: LocalMedia;
  iceServers: RTCIceServer[];
}

type Brought = Pick<Parameters<ServerEvents["user-joined"]>[0], "offer" | "answer">;

const LISTEN_EVERY_MS = 150;
const SAMPLE_EVERY_MS = 2_000;
/** Whoever should have made an offer by then has lost it on the way: we make one ourselves. */
const OFFER_OVERDUE_MS = 4_000;

/** Everyone sends to everyone, straight from browser to browser. For two to about six people. */
export class MeshCall extends Emitter<CallEvents> implements Call {
  readonly #options: MeshCallOptions;
  readonly #connections: Promise<Connections>;
  /** In the room, by participant id. */
  readonly #members = new Map<string, Member>();
  readonly #prepared = new PreparedPeers((id, people) => this.#makePeer(people, id));
  readonly #standing = new StandingOffer(
    () => this.#makePeer(this.#members.size + 2),
    (message) => this.#options.signalling.sendStandingOffer(message),
  );
  readonly #cleanUps: (() => void)[] = [];
  #warm: Connections | null = null;
  /** How many others the room can hold. */
  #places = 0;
  #state: CallState = "green";
  #sent: Record<Kind, MediaStreamTrack | null>;

  constructor(options: MeshCallOptions) {
    super();
    this.#options = options;
    this.#sent = options.media.outgoing;
    this.#connections = Connections.open(options.iceServers);
    this.#listen();
  }

  get state(): CallState {
    return this.#state;
  }

  get participants(): readonly RemoteParticipant[] {
    return [...this.#members.values()]
      .map((member) => member.snapshot())
      .sort((a, b) => a.joined_at.localeCompare(b.joined_at) || a.id.localeCompare(b.id));
  }

  async prepare(): Promise<Inside> {
    this.#warm = await this.#connections;
    const inside = await this.#options.signalling.lookIn();
    this.#prepareFor(inside);
    return inside;
  }

  async join(): Promise<void> {
    this.#setState("joining");
    const told = this.#prepared.ready();
    try {
      const admission = await this.#options.signalling.join(this.#mediaState(), told);
      await this.#enter(admission, told);
    } catch (error) {
      if (this.#state === "joining") this.#setState("green");
      throw error;
    }
  }

  leave(): void {
    this.#options.signalling.leave();
  }

  setMicrophone(on: boolean): Promise<void> {
    return this.#options.media.setMicrophone(on);
  }

  setCamera(on: boolean): Promise<void> {
    return this.#options.media.setCamera(on);
  }

  switchDevice(kind: "microphone" | "camera", deviceId: string): Promise<void> {
    return this.#options.media.switchDevice(kind, deviceId);
  }

  #listen(): void {
    const { signalling, media } = this.#options;
    const leave = () => this.leave();
    window.addEventListener("pagehide", leave);
    const listening = setInterval(() => this.#listenToVoices(), LISTEN_EVERY_MS);
    const sampling = setInterval(() => void this.#sampleHealth(), SAMPLE_EVERY_MS);
    this.#cleanUps.push(
      () => window.removeEventListener("pagehide", leave),
      () => clearInterval(listening),
      () => clearInterval(sampling),
      onNetworkChange(() => this.#onNetworkChange()),
      media.on("change", () => this.#onMediaChange()),
      signalling.on("inside", (inside) => this.#prepareFor(inside)),
      signalling.on("admitted", (admission) => void this.#enter(admission)),
      signalling.on("resumed", (admission) => void this.#resume(admission)),
      signalling.on("state", (state) => {
        if (state === "interrupted" && this.#state === "joined") this.#setState("interrupted");
      }),
      signalling.on("user-joined", ({ participant, ...brought }) => this.#welcome(participant, brought)),
      signalling.on("user-updated", ({ participant }) => this.#onUpdate(participant)),
      signalling.on("user-left", ({ participant_id, reason }) => this.#remove(participant_id, reason)),
      signalling.on("offer", (message) => {
        void this.#peerFrom(message)?.acceptOffer(message.sdp);
      }),
      signalling.on("answer", (message) => {
        void this.#peerFrom(message)?.acceptAnswer(message.sdp);
      }),
      signalling.on("ice-candidate", (message) => {
        void this.#peerFrom(message)?.addCandidate(message.candidate);
      }),
      signalling.on("over", () => this.#end()),
    );
  }

  #prepareFor(inside: Inside): void {
    if (this.#state !== "green") return;
    this.#prepared.follow(inside.inside.filter(({ id }) => id !== this.#options.selfId));
    this.emit("inside", inside);
  }

  /** We are the newcomer: everyone in the room gets an offer from us. */
  async #enter(admission: Admission, told: Prepared = { offers: {}, answers: {} }): Promise<void> {
    if (admission.state === "denied" || this.#state === "over") return;
    if (admission.state === "waiting") {
      this.#setState("waiting");
      return;
    }
    this.#warm ??= await this.#connections;
    this.#places = admission.session.capacity;
    for (const participant of admission.participants) {
      const { id } = participant;
      const prepared = this.#prepared.take(id, admission.answered);
      const member = this.#add(participant, prepared);
      if (prepared) prepared.release(told.answers[id]?.sdp ?? told.offers[id] ?? null);
      else void member?.peer.offer();
    }
    this.#prepared.forget();
    this.#setState("joined");
    this.#expectAnother();
    this.#changed();
    // The microphone may have been switched while the server was answering.
    this.#options.signalling.setMedia(this.#mediaState());
  }

  /** The socket was away. Whoever came meanwhile will offer to us; whoever went is gone. */
  async #resume(admission: Admission): Promise<void> {
    const keptOurPlace = admission.state === "admitted" && admission.resumed;
    if (!keptOurPlace || this.#state === "waiting") {
      // The others have closed their connections: we are a newcomer.
      for (const id of [...this.#members.keys()]) this.#remove(id, "lost");
      return this.#enter(admission);
    }
    const present = new Set(admission.participants.map(({ id }) => id));
    for (const id of [...this.#members.keys()]) if (!present.has(id)) this.#remove(id, "lost");
    for (const participant of admission.participants) {
      const member = this.#members.get(participant.id);
      if (member && this.#knows(participant)) {
        member.update(participant);
        member.peer.signallingIsBack();
      } else {
        this.#welcome(participant);
      }
    }
    this.#setState("joined");
    this.#expectAnotherAfresh(); // the server may have forgotten what we deposited
    this.#changed();
    this.#options.signalling.setMedia(this.#mediaState());
  }

  /** A new life of someone's page. The newcomer has answered our standing offer, or offers to us, perhaps right away. */
  #welcome(participant: Participant, { offer, answer }: Brought = {}): void {
    if (participant.id === this.#options.selfId) return;
    const isBack = this.#members.has(participant.id);
    const met = answer ? this.#standing.take(answer) : null;
    if (met) this.#address(met.peer, participant.id);
    const member = this.#add(participant, met?.peer);
    if (!member) return;
    if (met) met.begin();
    else if (offer !== undefined) void member.peer.acceptOffer(offer);
    else setTimeout(() => this.#offerIfOverdue(member), OFFER_OVERDUE_MS);
    this.#expectAnother();
    this.#changed();
    if (!isBack) this.emit("arrived", member.snapshot());
  }

  /** While there is a place left, an offer stands for whoever takes it. */
  #expectAnother(): void {
    if (this.#members.size < this.#places) this.#standing.stand();
    else this.#standing.withdraw();
    this.#warm?.warmUp();
  }

  #expectAnotherAfresh(): void {
    this.#standing.withdraw();
    this.#expectAnother();
  }

  #offerIfOverdue(member: Member): void {
    const isCurrent = this.#members.get(member.id) === member;
    if (isCurrent && member.peer.isUntouched) void member.peer.offer();
  }

  #onUpdate(participant: Participant): void {
    const member = this.#members.get(participant.id);
    if (!member) return;
    if (!this.#knows(participant)) return this.#welcome(participant);
    const isBack =
      member.participant.connection === "reconnecting" && participant.connection === "online";
    member.update(participant);
    if (isBack) member.peer.signallingIsBack();
    this.#changed();
  }

  /** Whether it is the life of that person's page that we are connected to. */
  #knows(participant: Participant): boolean {
    const member = this.#members.get(participant.id);
    return member?.participant.connection_id === participant.connection_id;
  }

  #add(participant: Participant, prepared?: Peer): Member | null {
    this.#members.get(participant.id)?.peer.close();
    const peer = prepared ?? this.#makePeer(this.#members.size + 2, participant.id);
    if (peer === null) return null;
    const member = new Member(participant, peer);
    this.#members.set(participant.id, member);
    peer.on("link", () => this.#changed());
    this.#countPeople();
    return member;
  }

  #remove(id: string, reason: "left" | "lost" | "removed"): void {
    const member = this.#members.get(id);
    if (!member) return;
    const participant = member.snapshot();
    member.peer.close();
    this.#members.delete(id);
    this.#countPeople();
    this.#expectAnother();
    this.#changed();
    this.emit("departed", { participant, reason });
  }

  /** To the participant `id`, or to whoever comes next. */
  #makePeer(people: number, id?: string): Peer | null {
    const connections = this.#warm;
    if (connections === null) return null;
    const peer = new Peer({
      tracks: this.#options.media.outgoing,
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
    const member = this.#members.get(message.from);
    if (member) {
      return member.participant.connection_id === message.connection_id ? member.peer : undefined;
    }
    // The answer to a prepared offer may overtake the server's answer to the join.
    return this.#state === "joining" ? this.#prepared.get(message.from) : undefined;
  }

  #onMediaChange(): void {
    const { media, signalling } = this.#options;
    const now = media.outgoing;
    const changed = (["audio", "video"] as const).filter((kind) => now[kind] !== this.#sent[kind]);
    if (changed.length === 0) return;
    this.#sent = now;
    const peers = [...this.#members.values()].map(({ peer }) => peer);
    for (const peer of [...peers, ...this.#prepared.all(), this.#standing.peer]) {
      for (const kind of changed) peer?.setTrack(kind, now[kind]);
    }
    signalling.setMedia(this.#mediaState());
  }

  #mediaState(): { audio: boolean; video: boolean } {
    const { audio, video } = this.#options.media.outgoing;
    return { audio: audio !== null, video: video !== null };
  }

  #onNetworkChange(): void {
    this.#warm?.renew();
    for (const { peer } of this.#members.values()) peer.restart();
    // What was prepared names addresses that are gone; without it the join makes fresh ones.
    this.#prepared.forget();
    if (this.#state === "joined") this.#expectAnotherAfresh();
  }

  #countPeople(): void {
    for (const { peer } of this.#members.values()) peer.setPeople(this.#members.size + 1);
  }

  #listenToVoices(): void {
    const now = performance.now();
    const changes = [...this.#members.values()].filter((member) => member.listen(now));
    if (changes.length > 0) this.#changed();
  }

  async #sampleHealth(): Promise<void> {
    if (this.#members.size === 0) return;
    await Promise.all([...this.#members.values()].map((member) => member.sample()));
    this.#changed();
  }

  #changed(): void {
    if (this.#state !== "over") this.emit("participants", this.participants);
  }

  #end(): void {
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    for (const { peer } of this.#members.values()) peer.close();
    this.#members.clear();
    this.#standing.withdraw();
    this.#prepared.forget();
    void this.#connections.then((connections) => connections.close());
    this.emit("participants", []);
    this.#setState("over");
  }

  #setState(state: CallState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.emit("state", state);
  }
}
