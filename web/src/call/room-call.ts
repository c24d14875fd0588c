import type { Call, CallEvents, CallState, RemoteParticipant } from "@/call/call";
import { KINDS, type Line, type ShownPicture, type Tracks } from "@/call/carrier";
import { Carriers } from "@/call/carriers";
import type { FrameKeys } from "@/call/e2ee/frame-keys";
import { Emitter } from "@/call/emitter";
import type { LocalMedia } from "@/call/local-media";
import { Member } from "@/call/member";
import { Members } from "@/call/members";
import type { Ways } from "@/call/mesh/connections";
import { type Brought, MeshCarrier } from "@/call/mesh/mesh-carrier";
import { onNetworkChange } from "@/call/network";
import type { Admission, CarrierMessage, Inside, MediaState, Participant, Prepared } from "@/call/protocol";
import type { Received } from "@/call/received";
import type { Screen } from "@/call/screen";
import type { Signalling } from "@/call/signalling";

export interface RoomCallOptions extends Ways {
  selfId: string;
  signalling: Signalling;
  media: LocalMedia;
  /** For a room that is encrypted from end to end. */
  keys?: FrameKeys | null;
}

/** A newcomer is drawn when there is something to see of them: until then the handshake has the processor for itself. */
const SHOWN_WITHIN_MS = 500;
/** Making connections keeps the browser busy: after we came in it has better things to do for a moment. */
const NEXT_ONE_AFTER_MS = 1_500;

/** One visit to a room: who is in it, what this page sends, and a line to each of the others over the room's carrier. */
export class RoomCall extends Emitter<CallEvents> implements Call {
  readonly #options: RoomCallOptions;
  readonly #members = new Members();
  readonly #mesh: MeshCarrier;
  readonly #carriers: Carriers;
  readonly #cleanUps: (() => void)[] = [];
  #state: CallState = "green";
  #sent: Tracks;
  #screen: Screen | null = null;
  /** The room moved while we were on our way in. */
  #nextCarrier: CarrierMessage | null = null;

  constructor(options: RoomCallOptions) {
    super();
    const { signalling, media, selfId, iceServers, keys = null } = options;
    this.#options = options;
    this.#sent = media.outgoing;
    const changed = () => this.#changed();
    const tracks = this.#sent;
    this.#mesh = new MeshCarrier({ ...options, tracks }, changed);
    this.#carriers = new Carriers({ selfId, signalling, keys, tracks, iceServers, mesh: this.#mesh, members: this.#members, onChange: changed });
    this.#listen();
  }

  get state(): CallState {
    return this.#state;
  }

  get participants(): readonly RemoteParticipant[] {
    return this.#state === "joining" ? this.#mesh.expected() : this.#members.snapshots();
  }

  async prepare(): Promise<Inside> {
    await this.#mesh.makeReady();
    const inside = await this.#options.signalling.lookIn();
    this.#prepareFor(inside);
    return inside;
  }

  async join(): Promise<void> {
    const told = this.#mesh.prepared();
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
    this.#options.signalling.setMedia(this.#mediaState());
    this.#carriers.setScreen(screen);
  }

  setIceServers(iceServers: RTCIceServer[]): void {
    this.#carriers.setIceServers(iceServers);
  }

  show(pictures: readonly ShownPicture[]): void {
    this.#carriers.show(pictures);
  }

  #listen(): void {
    const { signalling, media } = this.#options;
    const leave = () => this.leave();
    window.addEventListener("pagehide", leave);
    this.#cleanUps.push(
      () => window.removeEventListener("pagehide", leave),
      onNetworkChange(() => this.#carriers.onNetworkChange()),
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
      signalling.on("carrier", (carrier) => this.#onCarrier(carrier)),
      signalling.on("carrier-settled", ({ number }) => this.#onSettled(number)),
      signalling.on("over", () => this.#end()),
    );
  }

  #onCarrier(carrier: CarrierMessage): void {
    const isInside = this.#state === "joined" || this.#state === "interrupted";
    if (isInside) this.#carriers.follow(carrier);
    else this.#nextCarrier = carrier;
  }

  #onSettled(number: number): void {
    if (this.#nextCarrier?.number === number) this.#nextCarrier = { ...this.#nextCarrier, settled: true };
    this.#carriers.settle(number);
  }

  #prepareFor(inside: Inside): void {
    if (this.#state !== "green") return;
    this.#mesh.prepareFor(inside.inside.filter(({ id }) => id !== this.#options.selfId));
    this.emit("inside", inside);
  }

  /** We are the newcomer: it is for us to connect to everyone. */
  async #enter(admission: Admission, told: Prepared = { offers: {}, answers: {} }): Promise<void> {
    if (admission.state === "denied" || this.#state === "over") return;
    if (admission.state === "waiting") {
      this.#setState("waiting");
      this.#changed();
      return;
    }
    if (!this.#mesh.isReady) await this.#mesh.makeReady();
    this.#carriers.follow(admission.carrier);
    for (const participant of admission.participants) {
      if (this.#carriers.current === this.#mesh) {
        const { line, received } = this.#mesh.lineToResident(participant, admission.answered, told);
        this.#add(participant, line, received);
      } else {
        this.#add(participant, this.#carriers.current.lineTo(participant, true));
      }
    }
    this.#mesh.forgetPrepared();
    this.#setState("joined");
    this.#carriers.expectPeople(admission.participants.length > 0 ? NEXT_ONE_AFTER_MS : 0);
    this.#changed();
    // The microphone may have been switched while the server was answering.
    this.#options.signalling.setMedia(this.#mediaState());
    if (this.#nextCarrier && this.#nextCarrier.number > admission.carrier.number) this.#carriers.follow(this.#nextCarrier);
    this.#nextCarrier = null;
  }

  /** The socket was away. Whoever came meanwhile will connect to us; whoever went is gone. */
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
        member.line.signallingIsBack();
      } else {
        void this.#welcome(participant);
      }
    }
    this.#setState("joined");
    this.#carriers.resume(admission.carrier);
    this.#changed();
    this.#options.signalling.setMedia(this.#mediaState());
  }

  /** A new life of someone's page: it connects to us. */
  async #welcome(participant: Participant, brought: Brought = {}): Promise<void> {
    if (participant.id === this.#options.selfId) return;
    const isBack = this.#members.get(participant.id) !== undefined;
    const { line, begun } =
      this.#carriers.current === this.#mesh
        ? this.#mesh.lineToNewcomer(participant, brought)
        : { line: this.#carriers.current.lineTo(participant, false), begun: null };
    const member = this.#add(participant, line);
    member.isShown = isBack;
    if (begun) await begun;
    await line.whenSomethingArrives(SHOWN_WITHIN_MS);
    if (this.#members.get(member.id) !== member) return;
    member.isShown = true;
    this.#changed();
    if (!isBack) this.emit("arrived", member.snapshot());
  }

  #onUpdate(participant: Participant): void {
    const member = this.#members.get(participant.id);
    if (!member) return;
    if (!this.#members.knows(participant)) return void this.#welcome(participant);
    const isBack =
      member.participant.connection === "reconnecting" && participant.connection === "online";
    member.update(participant);
    if (isBack) member.line.signallingIsBack();
    this.#changed();
  }

  #add(participant: Participant, line: Line, received?: Received): Member {
    const member = new Member(participant, this.#carriers.current, line, () => this.#changed(), received);
    this.#members.add(member);
    return member;
  }

  #remove(id: string, reason: "left" | "lost" | "removed"): void {
    const participant = this.#members.remove(id);
    if (!participant) return;
    this.#carriers.expectPeople(0);
    this.#changed();
    this.emit("departed", { participant, reason });
  }

  #onMediaChange(): void {
    const now = this.#options.media.outgoing;
    const changed = KINDS.filter((kind) => now[kind] !== this.#sent[kind]);
    if (changed.length === 0) return;
    this.#sent = now;
    // Said first: a media server is told to mute what is not on.
    this.#options.signalling.setMedia(this.#mediaState());
    for (const kind of changed) this.#carriers.setTrack(kind, now[kind]);
  }

  #mediaState(): MediaState {
    const { audio, video } = this.#options.media.outgoing;
    return { audio: audio !== null, video: video !== null, screen: this.#screen?.stream.id ?? null };
  }

  #changed(): void {
    if (this.#state !== "over") this.emit("participants", this.participants);
  }

  #end(): void {
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    this.#members.close();
    this.#carriers.end();
    this.emit("participants", []);
    this.#setState("over");
  }

  #setState(state: CallState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.emit("state", state);
  }
}
