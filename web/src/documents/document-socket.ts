import { asProblem, type Problem } from "@/api/problem";

import { PROTOCOLS } from "./wire";

/** `isStale`: the one before was not taken, or may not have been. */
export type Credential = (isStale: boolean) => Promise<string>;

export interface SocketHandlers {
  opened(): void;
  received(frame: Uint8Array): void;
  /** Tries again by itself. */
  lost(): void;
  /** There is no use in trying again. */
  refused(problem: Problem | null): void;
  /** A frame was larger than the server takes. */
  tooLarge(): void;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 10_000;
const OPENING_TAKES_AT_MOST_MS = 10_000;

/** Closed by the server for good: this person was removed, or the session is gone. */
const FOR_GOOD = [4403, 4404];
const TOO_LARGE = 4413;
const CREDENTIAL_ENDED = 4401;
/** A browser does not say whether a server refused or was not there: after so many failures in a row it may be the credential. */
const FAILURES_OF_A_CREDENTIAL = 2;

/** Keeps a WebSocket to one document, with ever longer waits between tries. */
export class DocumentSocket {
  readonly #url: string;
  readonly #credential: Credential;
  readonly #handlers: SocketHandlers;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #neverOpened = 0;
  #isStale = false;
  #stopped = false;

  constructor(url: string, credential: Credential, handlers: SocketHandlers) {
    this.#url = url;
    this.#credential = credential;
    this.#handlers = handlers;
    window.addEventListener("online", this.#onOnline);
    window.addEventListener("offline", this.restart);
    void this.#connect();
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  send(frame: Uint8Array): void {
    if (this.isOpen) this.#socket?.send(new Uint8Array(frame));
  }

  /** The server has answered: the next wait is a short one again. */
  isWell(): void {
    this.#tries = 0;
  }

  /** Lets go of a connection that nothing comes from. A closing handshake would wait for the same silence. */
  readonly restart = (): void => {
    if (this.#socket) this.#drop(this.#socket);
  };

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    window.removeEventListener("online", this.#onOnline);
    window.removeEventListener("offline", this.restart);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  readonly #onOnline = (): void => {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    void this.#connect();
  };

  async #connect(): Promise<void> {
    let credential: string;
    try {
      credential = await this.#credential(this.#isStale || this.#neverOpened >= FAILURES_OF_A_CREDENTIAL);
    } catch (error) {
      return this.#onNoCredential(asProblem(error));
    }
    if (this.#stopped || this.#socket) return;
    const socket = new WebSocket(this.#url, [...PROTOCOLS, `bearer.${credential}`]);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#isStale = false;
    this.#neverOpened++;
    const tooLate = setTimeout(() => this.#drop(socket), OPENING_TAKES_AT_MOST_MS);
    socket.onopen = () => {
      clearTimeout(tooLate);
      if (socket !== this.#socket) return;
      this.#neverOpened = 0;
      this.#handlers.opened();
    };
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (socket === this.#socket) this.#handlers.received(new Uint8Array(data));
    };
    socket.onclose = ({ code }) => {
      clearTimeout(tooLate);
      if (socket === this.#socket) this.#onClosed(code);
    };
  }

  #drop(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    socket.close();
    this.#onClosed(1006);
  }

  #onClosed(code: number): void {
    this.#socket = null;
    if (this.#stopped) return;
    if (FOR_GOOD.includes(code)) return this.#handlers.refused(null);
    this.#isStale = code === CREDENTIAL_ENDED;
    this.#handlers.lost();
    if (code === TOO_LARGE) this.#handlers.tooLarge();
    this.#tryLater();
  }

  #onNoCredential(problem: Problem): void {
    if (this.#stopped) return;
    const isFinal = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    if (isFinal) return this.#handlers.refused(problem);
    this.#handlers.lost();
    this.#tryLater();
  }

  #tryLater(): void {
    clearTimeout(this.#timer);
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#tries++);
    // Not everybody at once, when a server comes back.
    this.#timer = setTimeout(() => void this.#connect(), wait * (0.75 + Math.random() / 2));
  }
}
