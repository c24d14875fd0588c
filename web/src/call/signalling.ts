import { Emitter } from "@/call/emitter";
import type {
  Ack,
  Admission,
  Answered,
  CandidateMessage,
  Deeds,
  DeviceStatement,
  Ending,
  IceServers,
  Inside,
  MediaKind,
  MediaState,
  Participant,
  Prepared,
  QualityReport,
  Said,
  ServerEvents,
  StandingOfferMessage,
  WrappedRoomKey,
} from "@/call/protocol";
import { ProblemError, RoomSocket, type RoomSocketOptions, type SocketState, unreachable } from "@/call/room-socket";

const MEDIA = ["audio", "video", "screen"] as const satisfies MediaKind[];

type Payload<Name extends keyof ServerEvents> = Parameters<ServerEvents[Name]>[0];

/** What the server says that is for the call and the page as it stands. */
const PASSED_ON = [
  "inside",
  "lobby",
  "user-joined",
  "user-updated",
  "user-left",
  "offer",
  "answer",
  "ice-candidate",
  "carrier",
  "carrier-settled",
  "carrier-away",
  "room-key",
  "session-updated",
  "room-updated",
  "unmute-asked",
  "reaction",
  "media-reported",
  "chat",
  "chat-changed",
  "recording",
  "recording-saved",
] as const;

export interface SignallingEvents extends Pick<{ [Name in keyof ServerEvents]: Payload<Name> }, (typeof PASSED_ON)[number]> {
  state: SocketState;
  /** How the room stands, whenever the server says it: after a join, an admission, a return. */
  joined: Admission;
  /** The socket was lost and is back. */
  resumed: Admission;
  admitted: Admission;
  /** This has to be switched off now: a host wants it (`by`), or the room's rules do (null). */
  muted: { kind: MediaKind; by: string | null };
  over: Ending;
}

export interface SignallingOptions extends RoomSocketOptions {
  /** Names this life of the page; the same after every reconnection. */
  connectionId: string;
  /** In a session that is encrypted from end to end, where this browser can do that. */
  device?: DeviceStatement | null;
  /** Whether this browser can record. */
  canRecord?: boolean;
}

/** What this page says to the room and hears from it: enters, comes back as the same participant, and hears the last words. */
export class Signalling extends Emitter<SignallingEvents> {
  readonly connectionId: string;
  readonly #socket: RoomSocket;
  readonly #device: DeviceStatement | null;
  readonly #canRecord: boolean;
  /** What this person last asked to be in the room with; null in the green room. */
  #wanted: MediaState | null = null;
  /** What the server was told last. */
  #told: MediaState | null = null;
  /** Whether this person agrees to be recorded, if they were asked. */
  #recorded: boolean | null = null;
  #joined = false;
  #lookingIn = false;

  constructor({ connectionId, device = null, canRecord = true, ...options }: SignallingOptions) {
    super();
    this.connectionId = connectionId;
    this.#device = device;
    this.#canRecord = canRecord;
    this.#socket = new RoomSocket(options);
    this.#listen();
  }

  get state(): SocketState {
    return this.#socket.state;
  }

  connect(): void {
    this.#socket.connect();
  }

  /** Who is inside, now and (as `inside` events) until the join. */
  async lookIn(): Promise<Inside> {
    this.#lookingIn = true;
    await this.#socket.opened();
    return this.#socket.ask<Inside>((reply) => this.#socket.io.emit("look-in", {}, reply));
  }

  /**
   * Enters the room, or its lobby. `prepared` is for people known to be inside.
   * Once the server has answered, later reconnections resume by themselves.
   */
  async join(media: MediaState, prepared?: Prepared): Promise<Admission> {
    this.#wanted = media;
    // Within the click where it can be: what the page draws next takes longer than the way to the server.
    if (this.state !== "open") await this.#socket.opened();
    const admission = await this.#emitJoin(prepared);
    this.#joined = true;
    this.#lookingIn = false;
    return admission;
  }

  /** This person's answer to whether they may be recorded: said with every entry from now on. */
  setRecorded(recorded: boolean): void {
    this.#recorded = recorded;
  }

  /** The server's time, in milliseconds since 1970. */
  async askTime(): Promise<number> {
    const { server_time } = await this.#socket.ask<{ server_time: string }>((reply) => this.#socket.io.emit("room-clock", {}, reply));
    return Date.parse(server_time);
  }

  askIceServers(): Promise<IceServers> {
    return this.#socket.ask<IceServers>((reply) => this.#socket.io.emit("ice-servers", {}, reply));
  }

  sendStandingOffer(message: StandingOfferMessage): void {
    if (this.#mayTalk()) this.#socket.io.emit("standing-offer", message, ignore);
  }

  sendDescription(to: string, type: "offer" | "answer", sdp: string): void {
    if (this.#mayTalk()) this.#socket.io.emit(type, { to, sdp }, ignore);
  }

  sendCandidate(to: string, candidate: CandidateMessage | null): void {
    if (this.#mayTalk()) this.#socket.io.emit("ice-candidate", { to, candidate }, ignore);
  }

  setMedia(media: MediaState): void {
    if (this.#wanted === null) return;
    this.#wanted = media;
    const told = this.#told;
    const isKnown = told !== null && MEDIA.every((kind) => told[kind] === media[kind]);
    if (isKnown || !this.#mayTalk()) return;
    this.#told = media;
    this.#socket.io.emit("media-state", media, ignore);
  }

  /** Fails where it did not arrive, so that it can be sent again. */
  async sendRoomKey(to: string, key: WrappedRoomKey): Promise<void> {
    await this.#socket.ask((reply) => this.#socket.io.emit("room-key", { to, ...key }, reply));
  }

  reportMedia(participantId: string, kind: "audio" | "video"): void {
    if (this.#mayTalk()) this.#socket.io.emit("report-media", { participant_id: participantId, kind }, ignore);
  }

  reportQuality(report: QualityReport): void {
    if (this.#mayTalk()) this.#socket.io.emit("report-quality", report, ignore);
  }

  /** Whether anything comes of somebody whom this page is to record, or was. */
  reportCopy(participantId: string, received: boolean): void {
    if (this.#mayTalk()) this.#socket.io.emit("report-copy", { participant_id: participantId, received }, ignore);
  }

  /** This page sends over the carrier, and hears everybody over it. */
  carrierReady(number: number): void {
    if (this.#mayTalk()) this.#socket.io.emit("carrier-ready", { number }, ignore);
  }

  /** This page cannot get onto the carrier, or has lost it for good. */
  carrierFailed(number: number): void {
    if (this.#mayTalk()) this.#socket.io.emit("carrier-failed", { number }, ignore);
  }

  /** What a person does in the room, with a click. Fails with the server's problem. */
  do<Name extends keyof Deeds>(name: Name, said: Said<Name>): Promise<Answered<Name>> {
    return this.#socket.ask((reply) => this.#emitDeed(name, said, reply));
  }

  /** Says goodbye and closes. Safe to call while the page goes away: nothing is awaited. */
  leave(): void {
    if (this.state === "closed") return;
    if (this.#wanted !== null && this.#socket.connected) this.#socket.io.emit("leave-session", {}, ignore);
    this.#finish({ reason: "left" });
  }

  #listen(): void {
    this.#socket.on("state", (state) => this.emit("state", state));
    this.#socket.on("connect", () => void this.#onConnect());
    this.#socket.on("refused", (problem) => this.#finish({ reason: "refused", problem }));
    const { io } = this.#socket;
    io.on("admitted", (message) => {
      this.#heed(this.#told ?? message.self, message.self);
      this.emit("joined", message);
      this.emit("admitted", message);
    });
    io.on("muted", ({ kind, by }) => {
      // Should it go on again, that has to be said.
      if (this.#told) this.#told = { ...this.#told, [kind]: kind === "screen" ? null : false };
      this.emit("muted", { kind, by });
    });
    for (const name of PASSED_ON) {
      io.on(name, (message: Payload<typeof name>) => this.emit(name, message));
    }
    io.on("session-ended", ({ session, ended_by }) => this.#finish({ reason: "ended", by: ended_by, session }));
    for (const reason of ["denied", "removed", "replaced"] as const) {
      io.on(reason, () => this.#finish({ reason }));
    }
  }

  async #onConnect(): Promise<void> {
    if (!this.#joined) {
      this.#socket.setOpen();
      if (this.#lookingIn && this.#wanted === null) await this.#lookAgain();
      return;
    }
    try {
      const admission = await this.#emitJoin();
      if (admission.state === "denied") return;
      this.#socket.setOpen();
      this.emit("resumed", admission);
    } catch (error) {
      if (error instanceof ProblemError && error.problem !== unreachable) {
        this.#finish({ reason: "refused", problem: error.problem });
      } else if (this.#socket.connected) {
        this.#socket.startAgain();
      }
    }
  }

  async #lookAgain(): Promise<void> {
    try {
      this.emit("inside", await this.lookIn());
    } catch {
      // Not worth a word: the join will say what is wrong.
    }
  }

  async #emitJoin(prepared?: Prepared): Promise<Admission> {
    const media = this.#wanted ?? { audio: false, video: false, screen: null };
    this.#told = media;
    const device = this.#device ?? undefined;
    const recorded = this.#recorded ?? undefined;
    const payload = { connection_id: this.connectionId, device, recorded, can_record: this.#canRecord, ...media, ...prepared };
    const admission = await this.#socket.ask<Admission>((reply) => this.#socket.io.emit("join-room", payload, reply));
    if (admission.state === "denied") {
      this.#finish({ reason: "denied" });
      return admission;
    }
    this.#heed(media, admission.self);
    this.emit("joined", admission);
    return admission;
  }

  /** A room may let somebody in with less switched on than they asked for. */
  #heed(asked: MediaState, self: Participant): void {
    const { audio, video, screen } = self;
    this.#told = { audio, video, screen };
    for (const kind of MEDIA) {
      if (asked[kind] && !self[kind]) this.emit("muted", { kind, by: null });
    }
  }

  #emitDeed<Name extends keyof Deeds>(name: Name, said: Said<Name>, reply: (ack: Ack<Answered<Name>>) => void): void {
    // TypeScript cannot follow one name through two unions; `Deeds` says that they belong together.
    const emit = this.#socket.io.emit.bind(this.#socket.io) as (name: string, said: object, reply: unknown) => void;
    emit(name, said, reply);
  }

  #mayTalk(): boolean {
    return this.#joined && this.state === "open";
  }

  #finish(ending: Ending): void {
    if (this.#socket.close()) this.emit("over", ending);
  }
}

function ignore(): void {
  // A refusal of these harms nobody: the next state or description puts it right.
}
