import { Emitter } from "@/call/emitter";
import type { Admission, Answered, ChatMessage, Deeds, Participant, Problem, Said } from "@/call/protocol";
import { ProblemError, type SocketState, unreachable } from "@/call/room-socket";
import type { SignallingEvents } from "@/call/signalling";

export const ADA = "ada";
export const MARIE = "marie";
const PAGE = 3;

/** A room's chat as docs/protocol.md has it, with a line that can be cut at any moment. */
export class FakeRoom extends Emitter<SignallingEvents> {
  state: SocketState = "connecting";
  readonly messages: ChatMessage[] = [];
  readonly said: string[] = [];
  refusal: Problem | null = null;
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
      at: new Date(id * 1000).toISOString(),
      edited_at: null,
      deleted: false,
      ...fields,
    };
    this.messages.push(message);
    return message;
  }

  async #answer(name: keyof Deeds, said: { client_id?: string; text?: string; id?: number; before?: number }) {
    if (this.state !== "open") throw new ProblemError(unreachable);
    if (name === "chat-history") {
      await this.hold;
      const before = this.messages.filter(({ id }) => said.before === undefined || id < said.before);
      return { messages: before.slice(-PAGE), more: before.length > PAGE };
    }
    this.said.push(`${name} ${said.text ?? said.id}`);
    await this.hold;
    if (this.refusal) throw new ProblemError(this.refusal);
    if (name === "chat") {
      const { client_id = "", text = "" } = said;
      const message = this.messages.find((each) => each.client_id === client_id) ?? this.add(text, { client_id, from: ADA, name: "Ada" });
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

export function person(id: string, name: string): Participant {
  return { id, name } as Participant;
}
