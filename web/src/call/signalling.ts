import { io, type Socket } from "socket.io-client";

import { Emitter } from "@/call/emitter";
import type {
  Ack,
  Admission,
  CandidateMessage,
  ClientEvents,
  Ending,
  Inside,
  MediaState,
  Prepared,
  Problem,
  ServerEvents,
  StandingOfferMessage,
} from "@/call/protocol";

export type SignallingState = "connecting" | "open" | "interrupted" | "closed";

type Payload<Name extends keyof ServerEvents> = Parameters<ServerEvents[Name]>[0];

export interface SignallingEvents {
  state: SignallingState;
  /** How the room stands, whenever the server says it: after a join, an admission, a return. */
  joined: Admission;
  /** The socket was lost and is back. */
  resumed: Admission;
  admitted: Admission;
  inside: Inside;
  lobby: Payload<"lobby">;
  "user-joined": Payload<"user-joined">;
  "user-updated": Payload<"user-updated">;
  "user-left": Payload<"user-left">;
  offer: Payload<"offer">;
  answer: Payload<"answer">;
  "ice-candidate": Payload<"ice-candidate">;
  "session-updated": Payload<"session-updated">;
  over: Ending;
}

export interface SignallingOptions {
  token: string;
  /** Names this life of the page; the same after every reconnection. */
  connectionId: string;
  language: string;
  /** The server forgets a token when a newer one was asked for: this asks for a fresh one, or null if there is none. */
  renewToken?: () => Promise<string | null>;
  /** Where the server is, if not where the page came from. */
  url?: string;
}

/** A refusal by the server, in the words it gave. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
  }
}

const ANSWER_WITHIN_MS = 10_000;
const TRY_AGAIN_AFTER_MS = 1_000;

const unreachable: Problem = {
  title: "Unreachable",
  status: 503,
  code: "unreachable",
  detail: "",
};

/** Owns the socket: connects, comes back by itself as the same participant, and hears the last words. */
export class Signalling extends Emitter<SignallingEvents> {
  readonly connectionId: string;
  readonly #options: SignallingOptions;
  readonly #socket: Socket<ServerEvents, ClientEvents>;
  #token: string;
  #state: SignallingState = "connecting";
  /** What this person last asked to be in the room with; null in the green room. */
  #wanted: MediaState | null = null;
  #joined = false;
  #lookingIn = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SignallingOptions) {
    super();
    this.#options = options;
    this.#token = options.token;
    this.connectionId = options.connectionId;
    this.#socket = io(options.url ?? "", {
      autoConnect: false,
      // Straight to WebSocket saves round trips; long polling stays for networks that block it.
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 300,
      reconnectionDelayMax: 3_000,
      // One page may hold a call and, in tests, a second one: never share a connection.
      forceNew: true,
      auth: (send) => send({ token: this.#token, language: options.language }),
    });
    this.#listen();
  }

  get state(): SignallingState {
    return this.#state;
  }

  connect(): void {
    this.#socket.connect();
  }

  /** Who is inside, now and (as `inside` events) until the join. */
  async lookIn(): Promise<Inside> {
    this.#lookingIn = true;
    await this.#opened();
    return this.#ask<Inside>((reply) => this.#socket.emit("look-in", {}, reply));
  }

  /**
   * Enters the room, or its lobby. `prepared` is for people known to be inside.
   * Once the server has answered, later reconnections resume by themselves.
   */
  async join(media: MediaState, prepared?: Prepared): Promise<Admission> {
    this.#wanted = media;
    await this.#opened();
    const admission = await this.#emitJoin(prepared);
    this.#joined = true;
    this.#lookingIn = false;
    return admission;
  }

  sendStandingOffer(message: StandingOfferMessage): void {
    if (this.#mayTalk()) this.#socket.emit("standing-offer", message, ignore);
  }

  sendDescription(to: string, type: "offer" | "answer", sdp: string): void {
    if (!this.#mayTalk()) return;
    this.#socket.emit(type, { to, sdp }, ignore);
  }

  sendCandidate(to: string, candidate: CandidateMessage | null): void {
    if (!this.#mayTalk()) return;
    this.#socket.emit("ice-candidate", { to, candidate }, ignore);
  }

  setMedia(media: MediaState): void {
    if (this.#wanted === null) return;
    this.#wanted = media;
    if (this.#mayTalk()) this.#socket.emit("media-state", media, ignore);
  }

  async admit(participantId: string): Promise<void> {
    await this.#ask((reply) => this.#socket.emit("admit", { participant_id: participantId }, reply));
  }

  async deny(participantId: string): Promise<void> {
    await this.#ask((reply) => this.#socket.emit("deny", { participant_id: participantId }, reply));
  }

  async endSession(): Promise<void> {
    await this.#ask((reply) => this.#socket.emit("end-session", {}, reply));
  }

  /** Says goodbye and closes. Safe to call while the page goes away: nothing is awaited. */
  leave(): void {
    if (this.#state === "closed") return;
    if (this.#wanted !== null && this.#socket.connected) {
      this.#socket.emit("leave-session", {}, ignore);
    }
    this.#finish({ reason: "left" });
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on("connect", () => void this.#onConnect());
    socket.on("disconnect", (reason) => this.#onDisconnect(reason));
    socket.on("connect_error", (error) => void this.#onRefusal(error));
    socket.on("admitted", (message) => {
      this.emit("joined", message);
      this.emit("admitted", message);
    });
    socket.on("inside", (message) => this.emit("inside", message));
    socket.on("lobby", (message) => this.emit("lobby", message));
    socket.on("user-joined", (message) => this.emit("user-joined", message));
    socket.on("user-updated", (message) => this.emit("user-updated", message));
    socket.on("user-left", (message) => this.emit("user-left", message));
    socket.on("offer", (message) => this.emit("offer", message));
    socket.on("answer", (message) => this.emit("answer", message));
    socket.on("ice-candidate", (message) => this.emit("ice-candidate", message));
    socket.on("session-updated", (message) => this.emit("session-updated", message));
    socket.on("session-ended", ({ session, ended_by }) =>
      this.#finish({ reason: "ended", by: ended_by, session }),
    );
    for (const reason of ["denied", "removed", "replaced"] as const) {
      socket.on(reason, () => this.#finish({ reason }));
    }
  }

  async #onConnect(): Promise<void> {
    if (!this.#joined) {
      this.#setState("open");
      if (this.#lookingIn && this.#wanted === null) await this.#lookAgain();
      return;
    }
    try {
      const admission = await this.#emitJoin();
      if (admission.state === "denied") return;
      this.#setState("open");
      this.emit("resumed", admission);
    } catch (error) {
      if (error instanceof ProblemError && error.problem !== unreachable) {
        this.#finish({ reason: "refused", problem: error.problem });
      } else if (this.#socket.connected) {
        // The server lost the question. A new connection asks it again.
        this.#socket.disconnect();
        this.#connectLater();
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

  #onDisconnect(reason: Socket.DisconnectReason): void {
    if (this.#state === "closed") return;
    this.#setState("interrupted");
    // A server that shuts down closes politely, and socket.io then does not come back by itself.
    if (reason === "io server disconnect") this.#connectLater();
  }

  async #onRefusal(error: Error & { data?: Problem }): Promise<void> {
    const problem = error.data;
    // Without a problem it was the network: socket.io tries again.
    if (problem?.code === undefined) return;
    if (problem.code === "bad_room_token" && this.#options.renewToken) {
      const token = await this.#options.renewToken().catch(() => null);
      if (this.#state === "closed") return;
      if (token !== null && token !== this.#token) {
        this.#token = token;
        this.#connectLater();
        return;
      }
    }
    if (problem.status === 429 || problem.status >= 500) this.#connectLater();
    else this.#finish({ reason: "refused", problem });
  }

  #connectLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#socket.connect(), TRY_AGAIN_AFTER_MS);
  }

  async #emitJoin(prepared?: Prepared): Promise<Admission> {
    const payload = {
      connection_id: this.connectionId,
      ...(this.#wanted ?? { audio: false, video: false }),
      ...prepared,
    };
    const admission = await this.#ask<Admission>((reply) =>
      this.#socket.emit("join-room", payload, reply),
    );
    if (admission.state === "denied") this.#finish({ reason: "denied" });
    else this.emit("joined", admission);
    return admission;
  }

  #mayTalk(): boolean {
    return this.#joined && this.#state === "open";
  }

  /** Emits and waits for the acknowledgement; a refusal, a silence and a lost connection are errors. */
  #ask<Answer>(emit: (reply: (ack: Ack<Answer>) => void) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const fail = (problem: Problem) => {
        settle();
        reject(new ProblemError(problem));
      };
      const lost = () => fail(unreachable);
      const timer = setTimeout(lost, ANSWER_WITHIN_MS);
      const settle = () => {
        clearTimeout(timer);
        this.#socket.off("disconnect", lost);
      };
      if (!this.#socket.connected) return fail(unreachable);
      this.#socket.on("disconnect", lost);
      emit((ack) => {
        if (!ack.ok) return fail(ack.problem);
        settle();
        resolve(ack);
      });
    });
  }

  #opened(): Promise<void> {
    if (this.#state === "open") return Promise.resolve();
    if (this.#state === "closed") return Promise.reject(new ProblemError(unreachable));
    return new Promise((resolve, reject) => {
      const stop = this.on("state", (state) => {
        if (state === "open") resolve();
        else if (state === "closed") reject(new ProblemError(unreachable));
        else return;
        stop();
      });
    });
  }

  #finish(ending: Ending): void {
    if (this.#state === "closed") return;
    clearTimeout(this.#retry);
    this.#setState("closed");
    this.#socket.disconnect();
    this.emit("over", ending);
  }

  #setState(state: SignallingState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.emit("state", state);
  }
}

function ignore(): void {
  // A refusal of these harms nobody: the next state or description puts it right.
}
