import type { Call, CallEvents, CallState, RemoteParticipant } from "@/call/call";
import { Emitter } from "@/call/emitter";
import type { LocalMedia } from "@/call/local-media";
import { Connections, type Ways } from "@/call/mesh/connections";
import type { Member } from "@/call/mesh/member";
import { Members } from "@/call/mesh/members";
import { Peer } from "@/call/mesh/peer";
import { PreparedPeers } from "@/call/mesh/prepared-peers";
import { StandingOffer } from "@/call/mesh/standing-offer";
import { type Kind, KINDS } from "@/call/mesh/transceivers";
import { onNetworkChange } from "@/call/network";
import type { Admission, Inside, MediaState, Participant, Prepared, ServerEvents } from "@/call/protocol";
import type { Screen } from "@/call/screen";
import type { Signalling } from "@/call/signalling";

export interface MeshCallOptions extends Ways {
  selfId: string;
  signalling: Signalling;
  media: LocalMedia;
}

type Brought = Pick<Parameters<ServerEvents["user-joined"]>[0], "offer" | "answer">;

/** Whoever should have made an offer by then has lost it on the way: we make one ourselves. */
const OFFER_OVERDUE_MS = 4_000;
/** A newcomer is drawn when there is something to see of them: until then the handshake has the processor for itself. */
const SHOWN_WITHIN_MS = 500;
/** Making connections keeps the browser busy: after somebody came it has better things to do for a moment. */
const NEXT_ONE_AFTER_MS = 1_500;

/** Everyone sends to everyone, straight from browser to browser. For two to about six people. */
export class MeshCall extends Emitter<CallEvents> implements Call {
  readonly #options: MeshCallOptions;
  readonly #connections: Promise<Connections>;
  readonly #members = new Members(
    () => this.#changed(),
    (id, kind) => this.#options.signalling.reportMedia(id, kind),
  );
  readonly #prepared = new PreparedPeers((id, people) => this.#makePeer(people, id));
  /** For whoever comes next; where every place is taken that is somebody who reloads the page. */
  readonly #standing = new StandingOffer(
    () => this.#makePeer(this.#members.size + 2),
    (message) => this.#options.signalling.sendStandingOffer(message),
    () => this.#warm?.warmUp(),
  );
  readonly #cleanUps: (() => void)[] = [];
  #warm: Connections | null = null;
  #state: CallState = "green";
  #sent: Record<Kind, MediaStreamTrack | null>;
  #screen: Screen | null = null;

  constructor(options: MeshCallOptions) {
    super();
    this.#options = options;
    this.#sent = options.media.outgoing;
    this.#connections = Connections.open(options);
    this.#listen();
  }

  get state(): CallState {
    return this.#state;
  }

  get participants(): readonly RemoteParticipant[] {
    return this.#state === "joining" ? this.#prepared.expected() : this.#members.snapshots();
  }

  async prepare(): Promise<Inside> {
    this.#warm = await this.#connections;
    const inside = await this.#options.signalling.lookIn();
    this.#prepareFor(inside);
    return inside;
  }

  async join(): Promise<void> {
    const told = this.#prepared.ready();
    // The question is on its way before the page begins to draw.
    const answer = this.#options.signalling.join(this.#mediaState(), told);
    this.#setState("joining");
    this.#changed();
    try {
      await this.#enter(await answer, told);
    } catch (error) {
      if (this.#state === "joining") {
        this.#setState("green");
        this.#changed();
      }
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

  shareScreen(screen: Screen | null): void {
    if (screen === this.#screen) return;
    this.#screen = screen;
    for (const peer of this.#peers()) peer.media.setScreen(screen);
    this.#options.signalling.setMedia(this.#mediaState());
  }

  #listen(): void {
    const { signalling, media } = this.#options;
    const leave = () => this.leave();
    window.addEventListener("pagehide", leave);
    this.#cleanUps.push(
      () => window.removeEventListener("pagehide", leave),
      onNetworkChange(() => this.#onNetworkChange()),
      media.on("change", () => this.#onMediaChange()),
      signalling.on("inside", (inside) => this.#prepareFor(inside)),
      signalling.on("admitted", (admission) => void this.#enter(admission)),
      signalling.on("resumed", (admission) => void this.#resume(admission)),
      signalling.on("state", (state) => {
        if (state === "interrupted" && this.#state === "joined") this.#setState("interrupted");
      }),
      signalling.on("user-joined", ({ participant, ...brought }) => void this.#welcome(participant, brought)),
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
      this.#changed();
      return;
    }
    this.#warm ??= await this.#connections;
    for (const participant of admission.participants) {
      const { id } = participant;
      const prepared = this.#prepared.take(id, admission.answered);
      const member = this.#add(participant, prepared);
      if (prepared) prepared.release(told.answers[id]?.sdp ?? told.offers[id] ?? null);
      else void member?.peer.offer();
    }
    this.#prepared.forget();
    this.#setState("joined");
    this.#standing.standAfter(admission.participants.length > 0 ? NEXT_ONE_AFTER_MS : 0);
    this.#changed();
    // The microphone may have been switched while the server was answering.
    this.#options.signalling.setMedia(this.#mediaState());
  }

  /** The socket was away. Whoever came meanwhile will offer to us; whoever went is gone. */
  async #resume(admission: Admission): Promise<void> {
    const keptOurPlace = admission.state === "admitted" && admission.resumed;
    if (!keptOurPlace || this.#state === "waiting") {
      // The others have closed their connections: we are a newcomer.
      for (const id of this.#members.ids) this.#remove(id, "lost");
      return this.#enter(admission);
    }
    const present = new Set(admission.participants.map(({ id }) => id));
    for (const id of this.#members.ids) if (!present.has(id)) this.#remove(id, "lost");
    for (const participant of admission.participants) {
      const member = this.#members.get(participant.id);
      if (member && this.#members.knows(participant)) {
        member.update(participant);
        member.peer.signallingIsBack();
      } else {
        void this.#welcome(participant);
      }
    }
    this.#setState("joined");
    this.#standing.standAfresh();
    this.#changed();
    this.#options.signalling.setMedia(this.#mediaState());
  }

  /** A new life of someone's page. The newcomer has answered our standing offer, or offers to us, perhaps right away. */
  async #welcome(participant: Participant, { offer, answer }: Brought = {}): Promise<void> {
    if (participant.id === this.#options.selfId) return;
    const isBack = this.#members.get(participant.id) !== undefined;
    const met = answer ? this.#standing.take(answer) : null;
    if (met) this.#address(met.peer, participant.id);
    const member = this.#add(participant, met?.peer);
    if (!member) return;
    member.isShown = isBack;
    this.#standing.standAfter(NEXT_ONE_AFTER_MS);
    if (met) await met.begin();
    else if (offer !== undefined) await member.peer.acceptOffer(offer);
    else if (answer) await member.peer.offer(); // what they answered stands no longer
    else setTimeout(() => this.#offerIfOverdue(member), OFFER_OVERDUE_MS);
    await member.peer.media.whenSomethingArrives(SHOWN_WITHIN_MS);
    if (this.#members.get(member.id) !== member) return;
    member.isShown = true;
    this.#changed();
    if (!isBack) this.emit("arrived", member.snapshot());
  }

  #offerIfOverdue(member: Member): void {
    const isCurrent = this.#members.get(member.id) === member;
    if (isCurrent && member.peer.isUntouched) void member.peer.offer();
  }

  #onUpdate(participant: Participant): void {
    const member = this.#members.get(participant.id);
    if (!member) return;
    if (!this.#members.knows(participant)) return void this.#welcome(participant);
    const isBack =
      member.participant.connection === "reconnecting" && participant.connection === "online";
    member.update(participant);
    if (isBack) member.peer.signallingIsBack();
    this.#changed();
  }

  #add(participant: Participant, prepared?: Peer): Member | null {
    const peer = prepared ?? this.#makePeer(this.#members.size + 2, participant.id);
    return peer && this.#members.add(participant, peer);
  }

  #remove(id: string, reason: "left" | "lost" | "removed"): void {
    const participant = this.#members.remove(id);
    if (!participant) return;
    this.#standing.standAfter(0);
    this.#changed();
    this.emit("departed", { participant, reason });
  }

  /** To the participant `id`, or to whoever comes next. */
  #makePeer(people: number, id?: string): Peer | null {
    const connections = this.#warm;
    if (connections === null) return null;
    const peer = new Peer({
      tracks: this.#options.media.outgoing,
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
    const changed = KINDS.filter((kind) => now[kind] !== this.#sent[kind]);
    if (changed.length === 0) return;
    this.#sent = now;
    for (const peer of this.#peers()) {
      for (const kind of changed) peer.media.setTrack(kind, now[kind]);
    }
    signalling.setMedia(this.#mediaState());
  }

  /** Every connection, also those that nobody knows of yet. */
  #peers(): Peer[] {
    const { peer: standing } = this.#standing;
    return [...this.#members.peers, ...this.#prepared.all(), ...(standing ? [standing] : [])];
  }

  #mediaState(): MediaState {
    const { audio, video } = this.#options.media.outgoing;
    return { audio: audio !== null, video: video !== null, screen: this.#screen?.stream.id ?? null };
  }

  #onNetworkChange(): void {
    this.#warm?.renew();
    for (const peer of this.#members.peers) peer.restart();
    // What was prepared names addresses that are gone; without it the join makes fresh ones.
    this.#prepared.forget();
    if (this.#state === "joined") this.#standing.standAfresh();
  }

  #changed(): void {
    if (this.#state !== "over") this.emit("participants", this.participants);
  }

  #end(): void {
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    this.#members.close();
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
