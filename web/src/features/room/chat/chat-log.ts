import type { Admission, ChatMessage, Participant } from "@/call/protocol";
import type { Signalling } from "@/call/signalling";

import { countUnread, merge } from "./messages";
import { Outbox, type Unsent } from "./outbox";

/** What the chat needs of the way to the room. */
export type ChatConnection = Pick<Signalling, "do" | "on" | "state">;

export interface ChatState {
  selfId: string | null;
  /** What the server has, oldest first. */
  messages: readonly ChatMessage[];
  /** What was written here and is not known to be there. */
  unsent: readonly Unsent[];
  /** What is written now can go at once. */
  isOpen: boolean;
  /** The server has older ones. */
  hasOlder: boolean;
  history: "loading" | "idle" | "failed";
  /** The newest message that this person has seen. */
  readUpTo: number;
  /** How many came since, from others. */
  unread: number;
  /** The last one that somebody else wrote while this page was here. */
  newest: ChatMessage | null;
  /** Everybody that this page has heard of, also those who left. */
  names: ReadonlyMap<string, string>;
  /** What is being typed; it outlives the closing of the panel. */
  draft: Draft;
}

export interface Draft {
  text: string;
  to: string | null;
  replyTo: number | null;
}

/** What a reload of the page must not lose. */
interface Kept {
  unsent: readonly Unsent[];
  readUpTo: number;
}

/** After a long absence the oldest of what was known is rather loaded again, when somebody scrolls there. */
const MAX_PAGES_TO_CATCH_UP = 10;

/** One person's view of the room's chat: what was said, what is on its way, what is new. */
export class ChatLog {
  readonly #listeners = new Set<() => void>();
  readonly #outbox = new Outbox({ send: (message) => this.#send(message), onChange: () => this.#onOutbox() });
  #connection: ChatConnection | null = null;
  #storageKey: string | null = null;
  #isInside = false;
  /** Counts the times that this page came in: an answer to an earlier time is not wanted any more. */
  #arrivals = 0;
  #state: ChatState = {
    selfId: null,
    messages: [],
    unsent: [],
    isOpen: false,
    hasOlder: false,
    history: "loading",
    readUpTo: 0,
    unread: 0,
    newest: null,
    names: new Map(),
    draft: { text: "", to: null, replyTo: null },
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): ChatState => this.#state;

  /** Follows this person's chat in this session. Returns the function that stops it. */
  listen(connection: ChatConnection, sessionId: string, selfId: string): () => void {
    this.#connection = connection;
    // A computer may be shared: what one person has written never goes out in another's name.
    this.#storageKey = `chalkroom.chat.${sessionId}.${selfId}`;
    const kept = JSON.parse(sessionStorage.getItem(this.#storageKey) ?? "null") as Kept | null;
    this.#set({ selfId, readUpTo: kept?.readUpTo ?? 0 });
    if (kept) this.#outbox.restore(kept.unsent);
    const stops = [
      connection.on("joined", (admission) => this.#onJoined(admission)),
      connection.on("state", () => this.#follow()),
      connection.on("user-joined", ({ participant }) => this.#meet([participant])),
      connection.on("user-updated", ({ participant }) => this.#meet([participant])),
      connection.on("chat", ({ message }) => this.#hear(message)),
      connection.on("chat-changed", ({ message }) => this.#change(message)),
      // Nothing more will ever be sent here.
      connection.on("over", ({ reason }) => reason === "ended" && this.#outbox.clear()),
    ];
    return () => {
      for (const stop of stops) stop();
      this.#outbox.setOpen(false);
    };
  }

  type(change: Partial<Draft>): void {
    this.#set({ draft: { ...this.#state.draft, ...change } });
  }

  /** What was typed goes out at once, or as soon as it can. The next message is for the same reader. */
  send(): void {
    const { text, to, replyTo } = this.#state.draft;
    this.type({ text: "", replyTo: null });
    this.#outbox.add({ text: text.trimEnd(), to, replyTo });
  }

  sendAgain(clientId: string): void {
    this.#outbox.sendAgain(clientId);
  }

  discard(clientId: string): void {
    this.#outbox.remove(clientId);
  }

  /** Fails with the server's problem, as `remove` does: the words stay where they are being typed. */
  async edit(id: number, text: string): Promise<void> {
    const answer = await this.#connection?.do("chat-edit", { id, text: text.trimEnd() });
    if (answer) this.#take([answer.message]);
  }

  async remove(id: number): Promise<void> {
    const answer = await this.#connection?.do("chat-delete", { id });
    if (answer) this.#take([answer.message]);
  }

  /** The person has all of it on the screen. */
  markRead(): void {
    const newest = this.#state.messages.at(-1)?.id ?? 0;
    if (newest <= this.#state.readUpTo) return;
    this.#set({ readUpTo: newest });
    this.#keep();
  }

  async loadOlder(): Promise<void> {
    const oldest = this.#state.messages[0];
    if (!oldest || !this.#state.hasOlder) return;
    await this.#loading(async (isWanted) => {
      const page = await this.#page(oldest.id);
      if (page && isWanted()) {
        this.#take(page.messages);
        this.#set({ hasOlder: page.more });
      }
    });
  }

  /** What was said before this page came, and while it was away. */
  async catchUp(): Promise<void> {
    await this.#loading(async (isWanted) => {
      const known = this.#state.messages[0]?.id;
      let reached: number | undefined;
      let more = true;
      for (let pages = 0; more && pages < MAX_PAGES_TO_CATCH_UP; pages++) {
        const page = await this.#page(reached);
        if (!page || !isWanted()) return;
        this.#take(page.messages);
        more = page.more;
        reached = page.messages[0]?.id ?? reached;
        if (known === undefined || (reached ?? 0) <= known) break;
      }
      this.#forgetBefore(reached ?? 0);
      this.#set({ hasOlder: more });
    });
  }

  #onJoined({ state, self, participants }: Admission): void {
    this.#isInside = state === "admitted";
    this.#meet([self, ...participants]);
    this.#follow();
  }

  #follow(): void {
    const isOpen = this.#isInside && this.#connection?.state === "open";
    if (isOpen === this.#state.isOpen) return;
    this.#set({ isOpen });
    this.#outbox.setOpen(isOpen);
    if (isOpen) {
      this.#arrivals++;
      this.#set({ history: "idle" });
      void this.catchUp();
    }
  }

  async #loading(load: (isWanted: () => boolean) => Promise<void>): Promise<void> {
    if (!this.#state.isOpen || this.#state.history === "loading") return;
    const arrival = this.#arrivals;
    const isWanted = () => arrival === this.#arrivals;
    this.#set({ history: "loading" });
    try {
      await load(isWanted);
      if (isWanted()) this.#set({ history: "idle" });
    } catch {
      if (isWanted()) this.#set({ history: "failed" });
    }
  }

  #page(before: number | undefined) {
    return this.#connection?.do("chat-history", before === undefined ? {} : { before });
  }

  async #send({ clientId, text, to, replyTo }: Unsent): Promise<void> {
    const answer = await this.#connection?.do("chat", { client_id: clientId, text, to, reply_to: replyTo });
    if (answer) this.#take([answer.message]);
  }

  #hear(message: ChatMessage): void {
    const isNews = message.from !== this.#state.selfId;
    this.#take([message]);
    if (isNews) this.#set({ newest: message });
  }

  #change(message: ChatMessage): void {
    this.#take([message]);
    // What was taken back is not announced any longer.
    if (message.deleted && message.id === this.#state.newest?.id) this.#set({ newest: null });
  }

  #take(messages: readonly ChatMessage[]): void {
    const names = new Map(messages.map(({ from, name }) => [from, name]));
    this.#set({
      messages: merge(this.#state.messages, messages),
      // What people call themselves now counts more than what they were called then.
      names: new Map([...names, ...this.#state.names]),
    });
    for (const { from, client_id } of messages) {
      if (from === this.#state.selfId) this.#outbox.remove(client_id);
    }
  }

  #forgetBefore(id: number): void {
    this.#set({ messages: this.#state.messages.filter((message) => message.id >= id) });
  }

  #meet(people: readonly Participant[]): void {
    const names = people.map(({ id, name }): [string, string] => [id, name]);
    this.#set({ names: new Map([...this.#state.names, ...names]) });
  }

  #onOutbox(): void {
    this.#set({ unsent: this.#outbox.unsent });
    this.#keep();
  }

  #keep(): void {
    if (this.#storageKey === null) return;
    const { unsent, readUpTo } = this.#state;
    sessionStorage.setItem(this.#storageKey, JSON.stringify({ unsent, readUpTo } satisfies Kept));
  }

  #set(change: Partial<ChatState>): void {
    const next = { ...this.#state, ...change };
    this.#state = { ...next, unread: countUnread(next.messages, next.readUpTo, next.selfId) };
    for (const listener of [...this.#listeners]) listener();
  }
}
