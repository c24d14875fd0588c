import type { Problem } from "@/call/protocol";
import { ProblemError } from "@/call/room-socket";

/** What was written and is not known to have arrived. Plain data: it is kept in the browser's storage. */
export interface Unsent {
  clientId: string;
  text: string;
  to: string | null;
  replyTo: number | null;
  /** Ids of what goes with it. */
  attachments: readonly string[];
  /** Why the server did not take it; null as long as it can still go by itself. */
  problem: Problem | null;
}

interface OutboxOptions {
  /** Everything that goes with it is there. */
  isReady: (message: Unsent) => boolean;
  /** Resolves once the server has it. The same `clientId` again is the same message. */
  send: (message: Unsent) => Promise<unknown>;
  onChange: () => void;
}

const TRY_AGAIN_AFTER_MS = 3_000;
/** Refused now, welcome in a moment: the room was not entered yet, or too much was said at once. */
const PASSING = ["unreachable", "not_in_room", "too_many_tries"];

/** Sends what was written, one after the other, as soon and as often as it takes. */
export class Outbox {
  readonly #options: OutboxOptions;
  #unsent: readonly Unsent[] = [];
  #isOpen = false;
  #isSending = false;
  #wake: () => void = () => undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get unsent(): readonly Unsent[] {
    return this.#unsent;
  }

  /** What an earlier life of this page had not sent. */
  restore(unsent: readonly Unsent[]): void {
    this.#change([...unsent, ...this.#unsent]);
  }

  add(message: Omit<Unsent, "clientId" | "problem">): void {
    this.#change([...this.#unsent, { ...message, clientId: crypto.randomUUID(), problem: null }]);
    void this.#sendAll();
  }

  /** The room is there, or not. */
  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#wake();
    void this.#sendAll();
  }

  /** What goes with a message may be there now. */
  look(): void {
    void this.#sendAll();
  }

  sendAgain(clientId: string): void {
    this.#change(this.#unsent.map((each) => (each.clientId === clientId ? { ...each, problem: null } : each)));
    void this.#sendAll();
  }

  /** It has arrived, or its writer no longer wants it to. */
  remove(clientId: string): void {
    if (!this.#unsent.some((each) => each.clientId === clientId)) return;
    this.#change(this.#unsent.filter((each) => each.clientId !== clientId));
  }

  /** What is left without words and files is no message any more. */
  detach(attachment: string): void {
    if (!this.#unsent.some(({ attachments }) => attachments.includes(attachment))) return;
    const left = this.#unsent.map((each) => ({ ...each, attachments: each.attachments.filter((id) => id !== attachment) }));
    this.#change(left.filter(({ text, attachments }) => text !== "" || attachments.length > 0));
    void this.#sendAll();
  }

  clear(): void {
    this.setOpen(false);
    this.#change([]);
  }

  async #sendAll(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#send(next);
    } finally {
      this.#isSending = false;
    }
  }

  /** Whatever fails is not next any more: refused, or waiting for the line. */
  #next(): Unsent | undefined {
    if (!this.#isOpen) return undefined;
    // Words do not wait for the large file of the message before them.
    return this.#unsent.find((each) => each.problem === null && this.#options.isReady(each));
  }

  async #send(message: Unsent): Promise<void> {
    try {
      await this.#options.send(message);
      this.remove(message.clientId);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { problem } = error;
      if (PASSING.includes(problem.code) || problem.status >= 500) await this.#rest();
      else {
        this.#change(this.#unsent.map((each) => (each.clientId === message.clientId ? { ...each, problem } : each)));
      }
    }
  }

  /** For a while, or until the line changes. */
  #rest(): Promise<void> {
    if (!this.#isOpen) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, TRY_AGAIN_AFTER_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #change(unsent: readonly Unsent[]): void {
    this.#unsent = unsent;
    this.#options.onChange();
  }
}
