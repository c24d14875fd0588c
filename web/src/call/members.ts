import type { RemoteParticipant } from "@/call/call";
import type { Member } from "@/call/member";
import type { Participant } from "@/call/protocol";

/** Everyone else in the room, by participant id. */
export class Members {
  readonly #members = new Map<string, Member>();

  get ids(): string[] {
    return [...this.#members.keys()];
  }

  all(): Member[] {
    return [...this.#members.values()];
  }

  /** Those who are shown, in the order in which they joined. */
  snapshots(): RemoteParticipant[] {
    return this.all()
      .filter(({ isShown }) => isShown)
      .map((member) => member.snapshot())
      .sort((a, b) => compare(a.joined_at, b.joined_at) || compare(a.id, b.id));
  }

  get(id: string): Member | undefined {
    return this.#members.get(id);
  }

  /** Whether it is the life of that person's page that we are connected to. */
  knows(participant: Participant): boolean {
    const member = this.#members.get(participant.id);
    return member?.participant.connection_id === participant.connection_id;
  }

  /** In place of an earlier life of the same person's page. */
  add(member: Member): void {
    this.#members.get(member.id)?.close();
    this.#members.set(member.id, member);
  }

  /** Gives the person as they were last. */
  remove(id: string): RemoteParticipant | undefined {
    const member = this.#members.get(id);
    if (!member) return undefined;
    const participant = member.snapshot();
    member.close();
    this.#members.delete(id);
    return participant;
  }

  close(): void {
    for (const member of this.all()) member.close();
    this.#members.clear();
  }
}

/** Ids and instants are plain ASCII: no language's rules are needed to order them, and they are slow. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
