import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";

import type { Problem } from "@/api/problem";
import { Emitter } from "@/call/emitter";

import { type Credential, DocumentSocket } from "./document-socket";
import { Outbox } from "./outbox";
import { Unsent } from "./unsent";
import * as wire from "./wire";

export type { Ink, InkFrom, Refusal } from "./wire";

/**
 * `connecting`: for the first time. `offline`: the line is down, what is written is kept and sent later. `refused`: this
 * person may not see the document, or not any more; `problem` may say why.
 */
export type DocumentConnection = "connecting" | "open" | "offline" | "refused";

export interface DocumentState {
  connection: DocumentConnection;
  mayWrite: boolean;
  /** How much of what was written here is not on the server's disk: zero means that everything is safe. */
  unsaved: number;
  /** How large the document is, and how large it may become. */
  bytes: number;
  limit: number;
  /** The document is here as the server knew it, at least once. */
  synced: boolean;
  problem: Problem | null;
}

export interface DocumentEvents {
  state: DocumentState;
  ink: wire.InkFrom;
  /** The server did not take what was written here. `doc` and `awareness` are new ones: whoever holds them takes them anew. */
  reset: { reason: wire.Refusal };
}

export type SessionAccess = Pick<DocumentOptions, "sessionId" | "credential">;

/** A document that several people write at once. It reconnects by itself and keeps what is not sent yet. */
export interface SharedDocument extends Pick<Emitter<DocumentEvents>, "on"> {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly state: DocumentState;
  /** How its person may ask the server for something about its session. */
  readonly access: SessionAccess;
  /** Told to the others at once and kept nowhere: at most 4 KB, 40 a second. Offline it is dropped. */
  ink(payload: wire.Ink): void;
  close(): void;
}

export interface DocumentOptions {
  sessionId: string;
  name: "board" | "code";
  /** Whose own copy of it: a participant's id. Nobody's: the one that everybody shares. */
  owner?: string | null;
  /** A room token or an access token: asked for at every connection, with whether the one before seems to be bad. */
  credential: Credential;
  /** Whose unsent changes these are, where several people use one browser. */
  person?: string;
  /** Where the server is; by default where the page comes from. */
  server?: string;
}

export function openDocument(options: DocumentOptions): SharedDocument {
  return new WebSocketDocument(options);
}

/** Changes of one bundle are one frame: often enough for the eye, rare enough for the server. */
const BUNDLE_MS = 25;
/** A server that has not saved a change for so long is not there any more, whatever the socket says. */
const SAVING_TAKES_AT_MOST_MS = 20_000;

class WebSocketDocument extends Emitter<DocumentEvents> implements SharedDocument {
  readonly access: SessionAccess;
  readonly #outbox: Outbox;
  readonly #unsent: Unsent;
  readonly #watch: ReturnType<typeof setInterval>;
  #socket: DocumentSocket | null = null;
  #doc!: Y.Doc;
  #awareness!: Awareness;
  #state: DocumentState = {
    connection: "connecting",
    mayWrite: false,
    unsaved: 0,
    bytes: 0,
    limit: 0,
    synced: false,
    problem: null,
  };
  /** The server has said what it has: from now on changes can be sent one by one. */
  #isShakenHands = false;
  #bundle: ReturnType<typeof setTimeout> | undefined;
  #awarenessChanged = false;
  #closed = false;

  constructor(options: DocumentOptions) {
    super();
    const { sessionId, name, owner, credential, person = "" } = options;
    this.access = { sessionId, credential };
    this.#unsent = new Unsent([sessionId, name, ...(owner ? [owner] : []), person].join("/"));
    this.#outbox = new Outbox(this.#unsent);
    this.#renew();
    this.#watch = setInterval(() => this.#checkAnswers(), 1_000);
    void this.#begin(options);
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  get awareness(): Awareness {
    return this.#awareness;
  }

  get state(): DocumentState {
    return this.#state;
  }

  ink(payload: wire.Ink): void {
    this.#socket?.send(wire.ink(payload));
  }

  close(): void {
    if (this.#closed) return;
    this.#flush();
    this.#closed = true;
    clearInterval(this.#watch);
    clearTimeout(this.#bundle);
    this.#socket?.stop();
    this.#unsent.close();
    this.#dispose();
  }

  async #begin({ sessionId, name, owner, credential, server = window.location.origin }: DocumentOptions): Promise<void> {
    const leftovers = await this.#outbox.loadLeftovers();
    if (this.#closed) return;
    if (leftovers) Y.applyUpdate(this.#doc, leftovers, this);
    const url = [`${server.replace(/^http/, "ws")}/documents`, sessionId, name, ...(owner ? [owner] : [])].join("/");
    this.#socket = new DocumentSocket(url, credential, {
      opened: () => this.#onOpen(),
      received: (frame) => this.#onFrame(frame),
      lost: () => this.#onLost("offline"),
      refused: (problem) => this.#onLost("refused", problem),
      tooLarge: () => this.#startAfresh("broken"),
    });
    this.#changed({});
  }

  #onOpen(): void {
    this.#socket?.send(wire.stepOne(Y.encodeStateVector(this.#doc)));
    // With a new number: the server took the former connection's state away together with its number.
    this.#awareness.setLocalState(this.#awareness.getLocalState());
    this.#sendAwareness();
  }

  #onFrame(frame: Uint8Array): void {
    const message = wire.read(frame);
    this.#socket?.isWell();
    switch (message.type) {
      case "wanted":
        return this.#shakeHands(message.stateVector);
      case "update":
        this.#take(message.update);
        if (message.isWhole) this.#changed({ synced: true });
        return;
      case "awareness":
        return applyAwarenessUpdate(this.#awareness, message.update, this);
      case "query-awareness":
        return this.#sendAwareness();
      case "saved":
        this.#outbox.confirm(message.count);
        return this.#changed({});
      case "refused":
        return this.#startAfresh(message.reason);
      case "state": {
        const { may_write, bytes, limit } = message.state;
        return this.#changed({ connection: "open", mayWrite: may_write, bytes, limit });
      }
      case "ink":
        for (const ink of message.ink) this.emit("ink", ink);
    }
  }

  #take(update: Uint8Array): void {
    // Yjs writes every change anew for whoever listens, megabytes of it the first time; and nobody writes before that.
    const listens = this.#state.synced || this.#outbox.unsaved > 0;
    if (!listens) this.#doc.off("update", this.#onUpdate);
    Y.applyUpdate(this.#doc, update, this);
    if (!listens) this.#doc.on("update", this.#onUpdate);
  }

  /** Whoever wrote nothing has nothing to tell: a reader who sent what everybody has would be refused. */
  #shakeHands(stateVector: Uint8Array): void {
    this.#isShakenHands = true;
    if (this.#outbox.unsaved === 0) return;
    this.#socket?.send(wire.stepTwo(Y.encodeStateAsUpdate(this.#doc, stateVector)));
    this.#outbox.toldEverything(Date.now());
    this.#changed({});
  }

  #onLost(connection: "offline" | "refused", problem: Problem | null = null): void {
    this.#isShakenHands = false;
    this.#outbox.connectionLost();
    this.#forgetOthers();
    this.#changed({ connection, problem });
  }

  #forgetOthers(): void {
    const others = [...this.#awareness.getStates().keys()].filter((id) => id !== this.#doc.clientID);
    removeAwarenessStates(this.#awareness, others, this);
    // Else their next state, if it is the one we knew, would count as old.
    for (const id of others) this.#awareness.meta.delete(id);
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.#outbox.add(update);
    this.#changed({});
    this.#flushSoon();
  };

  readonly #onAwareness = (changes: { added: number[]; updated: number[]; removed: number[] }, origin: unknown): void => {
    if (origin === this) return;
    const own = [...changes.added, ...changes.updated, ...changes.removed].includes(this.#doc.clientID);
    if (!own) return;
    this.#awarenessChanged = true;
    this.#flushSoon();
  };

  /** The first change of a quiet time goes at once. */
  #flushSoon(): void {
    if (this.#bundle !== undefined) return;
    this.#bundle = setTimeout(() => {
      this.#bundle = undefined;
      if (this.#flush()) this.#flushSoon();
    }, BUNDLE_MS);
    queueMicrotask(() => this.#flush());
  }

  /** Whether there was anything to send. */
  #flush(): boolean {
    if (this.#closed || !this.#isShakenHands || !this.#socket?.isOpen) return false;
    const update = this.#outbox.takeWaiting(Date.now());
    const something = update !== null || this.#awarenessChanged;
    if (update) this.#socket.send(wire.update(update));
    if (this.#awarenessChanged) this.#sendAwareness();
    return something;
  }

  #sendAwareness(): void {
    this.#awarenessChanged = false;
    const { clientID } = this.#doc;
    if (!this.#awareness.meta.has(clientID)) return;
    this.#socket?.send(wire.awareness(encodeAwarenessUpdate(this.#awareness, [clientID])));
  }

  #checkAnswers(): void {
    const { oldest } = this.#outbox;
    if (oldest !== null && Date.now() - oldest > SAVING_TAKES_AT_MOST_MS) this.#socket?.restart();
  }

  #startAfresh(reason: wire.Refusal): void {
    this.#outbox.clear();
    this.#dispose();
    this.#renew();
    this.#changed({ synced: false });
    this.emit("reset", { reason });
    this.#socket?.restart();
  }

  #renew(): void {
    this.#doc = new Y.Doc();
    this.#awareness = new Awareness(this.#doc);
    this.#doc.on("update", this.#onUpdate);
    this.#awareness.on("update", this.#onAwareness);
  }

  #dispose(): void {
    this.#doc.off("update", this.#onUpdate);
    this.#awareness.off("update", this.#onAwareness);
    this.#awareness.destroy();
    this.#doc.destroy();
  }

  #changed(change: Partial<DocumentState>): void {
    const next = { ...this.#state, ...change, unsaved: this.#outbox.unsaved };
    const isSame = (Object.keys(next) as (keyof DocumentState)[]).every((key) => next[key] === this.#state[key]);
    if (isSame) return;
    this.#state = next;
    this.emit("state", next);
  }
}
