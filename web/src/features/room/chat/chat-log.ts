import { networkProblem } from "@/api/problem";
import type { Admission, ChatMessage, Participant } from "@/call/protocol";
import type { Signalling } from "@/call/signalling";

import { countUnread, merge } from "./messages";
import { Outbox, type Unsent } from "./outbox";
import type { Files } from "./room-files";
import { type Attachment, Uploads } from "./uploads";

/** What the chat needs of the way to the room. */
export type ChatConnection = Pick<Signalling, "do" | "on" | "state">;

export interface ChatState {
  selfId: string | null;
  /** What the server has, oldest first. */
  messages: readonly ChatMessage[];
  /** What was written here and is not known to be there. */
  unsent: readonly Unsent[];
  /** What was attached to the draft and to unsent messages, by id. */
  attachments: ReadonlyMap<string, Attachment>;
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
  attachments: readonly string[];
}

/** What a reload of the page must not lose. */
interface Kept {
  unsent: readonly Unsent[];
  attachments: readonly Attachment[];
  readUpTo: number;
}

/** In one message, as the server has it. */
export const MOST_ATTACHMENTS = 5;

/** After a long absence the oldest of what was known is rather loaded again, when somebody scrolls there. */
const MAX_PAGES_TO_CATCH_UP = 10;

/** One person's view of the room's chat: what was said, what is on its way, what is new. */
export class ChatLog {
  readonly #listeners = new Set<() => void>();
  readonly #outbox = new Outbox({
    isReady: ({ attachments }) => this.#uploads.areThere(attachments),
    send: (message) => this.#send(message),
    onChange: () => this.#onOutbox(),
  });
  readonly #uploads = new Uploads(() => this.#onUploads());
  #files: Files | null = null;
  #connection: ChatConnection | null = null;
  #storageKey: string | null = null;
  #isInside = false;
  /** Counts the times that this page came in: an answer to an earlier time is not wanted any more. */
  #arrivals = 0;
  #state: ChatState = {
    selfId: null,
    messages: [],
    unsent: [],
    attachments: new Map(),
    isOpen: false,
    hasOlder: false,
    history: "loading",
    readUpTo: 0,
    unread: 0,
    newest: null,
    names: new Map(),
    draft: { text: "", to: null, replyTo: null, attachments: [] },
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): ChatState => this.#state;

  /** Follows this person's chat in this session. Returns the function that stops it. */
  listen(connection: ChatConnection, files: Files, sessionId: string, selfId: string): () => void {
    this.#connection = connection;
    this.#files = files;
    this.#uploads.use(files);
    // A computer may be shared: what one person has written never goes out in another's name.
    this.#storageKey = `chalkroom.chat.${sessionId}.${selfId}`;
    const kept = JSON.parse(sessionStorage.getItem(this.#storageKey) ?? "null") as Kept | null;
    this.#set({ selfId, readUpTo: kept?.readUpTo ?? 0 });
    if (kept) {
      this.#uploads.restore(kept.attachments);
      this.#outbox.restore(kept.unsent);
    }
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
      this.#setOpen(false);
    };
  }

  type(change: Partial<Draft>): void {
    this.#set({ draft: { ...this.#state.draft, ...change } });
  }

  /** What was typed goes out at once, or as soon as it can. The next message is for the same reader. */
  send(): void {
    const { text, to, replyTo, attachments } = this.#state.draft;
    this.#set({ draft: { text: "", to, replyTo: null, attachments: [] } });
    this.#outbox.add({ text: text.trim() && text.trimEnd(), to, replyTo, attachments });
  }

  sendAgain(clientId: string): void {
    const unsent = this.#unsent(clientId);
    // The server has deleted what waited too long for its message.
    if (unsent?.problem?.code === "no_such_file") unsent.attachments.forEach((id) => this.#uploads.again(id));
    this.#outbox.sendAgain(clientId);
  }

  discard(clientId: string): void {
    this.#unsent(clientId)?.attachments.forEach((id) => this.#uploads.remove(id));
    this.#outbox.remove(clientId);
  }

  /** To the draft. Their upload begins at once; the message may be sent before it ends. Says how many were too many. */
  attach(files: readonly File[]): number {
    const { attachments } = this.#state.draft;
    const taken = files.slice(0, MOST_ATTACHMENTS - attachments.length);
    const ids = this.#uploads.add(taken);
    this.type({ attachments: [...attachments, ...ids] });
    return files.length - taken.length;
  }

  /** From the draft, or from an unsent message. */
  detach(id: string): void {
    this.type({ attachments: this.#state.draft.attachments.filter((each) => each !== id) });
    // First, while it is still known what the server has of it.
    this.#uploads.remove(id);
    this.#outbox.detach(id);
  }

  uploadAgain(id: string): void {
    this.#uploads.again(id);
  }

  /** For a picture or a download; fails with the server's problem. */
  readonly linkTo = async (fileId: string): Promise<string> => {
    if (!this.#files) throw networkProblem();
    return this.#files.link(fileId);
  };

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
    this.#setOpen(isOpen);
    if (isOpen) {
      this.#arrivals++;
      this.#set({ history: "idle" });
      void this.catchUp();
    }
  }

  #setOpen(isOpen: boolean): void {
    this.#uploads.setOpen(isOpen);
    this.#outbox.setOpen(isOpen);
  }

  #unsent(clientId: string): Unsent | undefined {
    return this.#state.unsent.find((each) => each.clientId === clientId);
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

  async #send({ clientId, text, to, replyTo, attachments }: Unsent): Promise<void> {
    const files = attachments.flatMap((id) => this.#state.attachments.get(id)?.file?.id ?? []);
    const answer = await this.#connection?.do("chat", { client_id: clientId, text, to, reply_to: replyTo, files });
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
    const wanted = this.#state.unsent.flatMap(({ attachments }) => attachments);
    this.#uploads.keepOnly(new Set([...wanted, ...this.#state.draft.attachments]));
    this.#keep();
  }

  #onUploads(): void {
    this.#set({ attachments: this.#uploads.attachments });
    this.#keep();
    this.#outbox.look();
  }

  #keep(): void {
    if (this.#storageKey === null) return;
    const { unsent, readUpTo } = this.#state;
    const attachments = unsent.flatMap((message) => message.attachments.flatMap((id) => this.#state.attachments.get(id) ?? []));
    sessionStorage.setItem(this.#storageKey, JSON.stringify({ unsent, attachments, readUpTo } satisfies Kept));
  }

  #set(change: Partial<ChatState>): void {
    const next = { ...this.#state, ...change };
    this.#state = { ...next, unread: countUnread(next.messages, next.readUpTo, next.selfId) };
    for (const listener of [...this.#listeners]) listener();
  }
}
