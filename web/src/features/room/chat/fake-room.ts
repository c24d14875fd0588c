import type { Problem } from "@/api/problem";
import { Emitter } from "@/call/emitter";
import type { Admission, Answered, ChatFile, ChatMessage, Deeds, Participant, Problem as WireProblem, Said } from "@/call/protocol";
import { ProblemError, type SocketState, unreachable } from "@/call/room-socket";
import type { SignallingEvents } from "@/call/signalling";

import type { Files, UploadOptions } from "./room-files";

export const ADA = "ada";
export const MARIE = "marie";
const PAGE = 3;

/** A room's chat as docs/protocol.md has it, with a line that can be cut at any moment. */
export class FakeRoom extends Emitter<SignallingEvents> {
  state: SocketState = "connecting";
  readonly messages: ChatMessage[] = [];
  readonly said: string[] = [];
  readonly files = new FakeFiles();
  refusal: WireProblem | null = null;
  /** The message arrives; its acknowledgement does not. */
  loseAnswers = false;
  hold: Promise<void> | null = null;

  async do<Name extends keyof Deeds>(name: Name, said: Said<Name>): Promise<Answered<Name>> {
    return (await this.#answer(name, said as Record<string, never>)) as Answered<Name>;
  }

  enter(): void {
    const self = person(ADA, "Ada");
    const participants = [person(MARIE, "Marie")];
    this.emit("joined", { state: "admitted", self, participants } as unknown as Admission);
    this.become("open");
  }

  become(state: SocketState): void {
    this.state = state;
    this.emit("state", state);
  }

  cut(): void {
    this.become("interrupted");
  }

  tell(message: ChatMessage, event: "chat" | "chat-changed" = "chat"): void {
    this.emit(event, { message });
  }

  end(): void {
    this.emit("over", { reason: "ended", by: null, session: {} as never });
  }

  /** Written by somebody else. */
  add(text: string, fields: Partial<ChatMessage> = {}): ChatMessage {
    const id = this.messages.length + 1;
    const message: ChatMessage = {
      id,
      client_id: `c${id}`,
      from: MARIE,
      name: "Marie",
      to: null,
      text,
      reply_to: null,
      files: [],
      at: new Date(id * 1000).toISOString(),
      edited_at: null,
      deleted: false,
      ...fields,
    };
    this.messages.push(message);
    return message;
  }

  async #answer(name: keyof Deeds, said: Spoken) {
    if (this.state !== "open") throw new ProblemError(unreachable);
    if (name === "chat-history") {
      await this.hold;
      const before = this.messages.filter(({ id }) => said.before === undefined || id < said.before);
      return { messages: before.slice(-PAGE), more: before.length > PAGE };
    }
    this.said.push(`${name} ${[said.text ?? said.id, ...(said.files ?? [])].join(" ")}`);
    await this.hold;
    if (this.refusal) throw new ProblemError(this.refusal);
    if (name === "chat") {
      const { client_id = "", text = "" } = said;
      const files = (said.files ?? []).map((id) => this.files.get(id));
      const message =
        this.messages.find((each) => each.client_id === client_id) ?? this.add(text, { client_id, files, from: ADA, name: "Ada" });
      if (this.loseAnswers) throw new ProblemError(unreachable);
      return { message };
    }
    const known = this.messages.find(({ id }) => id === said.id);
    if (!known) throw new Error("no such message");
    const change = name === "chat-delete" ? { deleted: true, text: "" } : { text: said.text ?? "" };
    Object.assign(known, change, { edited_at: new Date(100_000).toISOString() });
    return { message: { ...known } };
  }
}

interface Spoken {
  client_id?: string;
  text?: string;
  files?: string[];
  id?: number;
  before?: number;
}

interface Upload {
  bytes: File;
  options: UploadOptions;
  arrive: () => void;
  fail: (problem: Problem) => void;
}

/** Uploads that arrive, or fail, when the test says so. */
export class FakeFiles implements Files {
  readonly uploads: Upload[] = [];
  readonly takenBack: string[] = [];
  readonly #kept: ChatFile[] = [];

  async limits() {
    return { largest_bytes: 1_000, files_per_message: 5 };
  }

  upload(bytes: File, options: UploadOptions): Promise<ChatFile> {
    return new Promise((resolve, reject) => {
      const arrive = () => resolve(this.#keep(bytes));
      const fail = (problem: Problem) => reject(problem);
      this.uploads.push({ bytes, options, arrive, fail });
    });
  }

  async takeBack(fileId: string): Promise<void> {
    this.takenBack.push(fileId);
  }

  async link(fileId: string): Promise<string> {
    return `/link-to/${fileId}`;
  }

  get(id: string): ChatFile {
    const file = this.#kept.find((each) => each.id === id);
    if (!file) throw new ProblemError({ title: "", status: 404, code: "no_such_file", detail: "This file is not there any more." });
    return file;
  }

  /** As after a day without the message. */
  forget(): void {
    this.#kept.length = 0;
  }

  #keep({ name, size }: File): ChatFile {
    const isPicture = name.endsWith(".png");
    const [width, height, type] = isPicture ? [40, 30, "image/png"] : [null, null, "text/plain"];
    const file = { id: `f${this.uploads.length}-${name}`, name, size, type, width, height };
    this.#kept.push(file);
    return file;
  }
}

export function person(id: string, name: string): Participant {
  return { id, name } as Participant;
}
