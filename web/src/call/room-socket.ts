import { io, type Socket } from "socket.io-client";

import { Emitter } from "@/call/emitter";
import type { Ack, ClientEvents, Problem, ServerEvents } from "@/call/protocol";

/** `open`: what is said now reaches the room. `interrupted`: it comes back by itself. */
export type SocketState = "connecting" | "open" | "interrupted" | "closed";

export interface RoomSocketEvents {
  state: SocketState;
  /** The transport is there, for the first time or again; whoever listens says when that makes the room open. */
  connect: null;
  /** The server does not want this page, and asking again would not help. */
  refused: Problem;
}

export interface RoomSocketOptions {
  token: string;
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

export const unreachable: Problem = {
  title: "Unreachable",
  status: 503,
  code: "unreachable",
  detail: "",
};

/** One Socket.IO connection with a room token: comes back by itself, and asks questions that are answered or fail. */
export class RoomSocket extends Emitter<RoomSocketEvents> {
  readonly io: Socket<ServerEvents, ClientEvents>;
  readonly #renewToken: RoomSocketOptions["renewToken"];
  #token: string;
  #state: SocketState = "connecting";
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor({ token, language, renewToken, url = "" }: RoomSocketOptions) {
    super();
    this.#token = token;
    this.#renewToken = renewToken;
    this.io = io(url, {
      autoConnect: false,
      // Straight to WebSocket saves round trips; long polling stays for networks that block it.
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 300,
      reconnectionDelayMax: 3_000,
      // One page may hold a call and, in tests, a second one: never share a connection.
      forceNew: true,
      auth: (send) => send({ token: this.#token, language }),
    });
    this.io.on("connect", () => this.emit("connect", null));
    this.io.on("disconnect", (reason) => this.#onDisconnect(reason));
    this.io.on("connect_error", (error) => void this.#onRefusal(error));
  }

  get state(): SocketState {
    return this.#state;
  }

  get connected(): boolean {
    return this.io.connected;
  }

  connect(): void {
    this.io.connect();
  }

  /** The room knows of this connection. */
  setOpen(): void {
    this.#setState("open");
  }

  /** Resolves once it is open, which may be now. */
  opened(): Promise<void> {
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

  /** Emits and waits for the acknowledgement; a refusal, a silence and a lost connection are errors. */
  ask<Answer>(emit: (reply: (ack: Ack<Answer>) => void) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const fail = (problem: Problem) => {
        settle();
        reject(new ProblemError(problem));
      };
      const lost = () => fail(unreachable);
      const timer = setTimeout(lost, ANSWER_WITHIN_MS);
      const settle = () => {
        clearTimeout(timer);
        this.io.off("disconnect", lost);
      };
      if (!this.io.connected) return fail(unreachable);
      this.io.on("disconnect", lost);
      emit((ack) => {
        if (!ack.ok) return fail(ack.problem);
        settle();
        resolve(ack);
      });
    });
  }

  /** The server has lost something that this connection said: a new one says it again. */
  startAgain(): void {
    this.io.disconnect();
    this.#connectLater();
  }

  /** For good. False if it was closed already. */
  close(): boolean {
    if (this.#state === "closed") return false;
    clearTimeout(this.#retry);
    this.#setState("closed");
    this.io.disconnect();
    return true;
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
    if (problem.code === "bad_room_token" && this.#renewToken) {
      const token = await this.#renewToken().catch(() => null);
      if (this.#state === "closed") return;
      if (token !== null && token !== this.#token) {
        this.#token = token;
        this.#connectLater();
        return;
      }
    }
    if (problem.status === 429 || problem.status >= 500) this.#connectLater();
    else this.emit("refused", problem);
  }

  #connectLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.io.connect(), TRY_AGAIN_AFTER_MS);
  }

  #setState(state: SocketState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.emit("state", state);
  }
}
