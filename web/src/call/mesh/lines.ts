import type { RemoteParticipant } from "@/call/call";
import { Member } from "@/call/mesh/member";
import type { Peer } from "@/call/mesh/peer";
import type { Participant } from "@/call/protocol";

/** Asking for a level waits for the browser's network thread. */
const LISTEN_EVERY_MS = 200;
const SAMPLE_EVERY_MS = 2_000;
/** A page that listens later than this has no time left: what it measures then says more about it than about the line. */
const OVERLOADED_AFTER_MS = 3 * LISTEN_EVERY_MS;
/** Beyond that many others the pictures are small already, and a browser that sends so many of them is short of time itself. */
const MOST_TO_JUDGE = 3;

/** Everyone else in the room, by participant id: kept in step with their number, listened to, and measured. */
export class Members {
  readonly #members = new Map<string, Member>();
  readonly #onChange: () => void;
  readonly #onUnruly: (id: string, kind: "audio" | "video") => void;
  #lastListenedAt = performance.now();
  #isOverloaded = false;
  readonly #timers: ReturnType<typeof setInterval>[];

  /**
   * `onChange`: how somebody is doing has changed. Who comes and goes is for the caller to tell.
   * `onUnruly`: somebody sends what the server says is off.
   */
  constructor(onChange: () => void, onUnruly: (id: string, kind: "audio" | "video") => void) {
    this.#onChange = onChange;
    this.#onUnruly = onUnruly;
    this.#timers = [
      setInterval(() => this.#listen(), LISTEN_EVERY_MS),
      setInterval(() => void this.#sample(), SAMPLE_EVERY_MS),
    ];
  }

  get size(): number {
    return this.#members.size;
  }

  get ids(): string[] {
    return [...this.#members.keys()];
  }

  get peers(): Peer[] {
    return [...this.#members.values()].map(({ peer }) => peer);
  }

  /** Those who are shown, in the order in which they joined. */
  snapshots(): RemoteParticipant[] {
    return [...this.#members.values()]
      .filter(({ isShown }) => isShown)
      .map((member) => member.snapshot())
      .sort((a, b) => a.joined_at.localeCompare(b.joined_at) || a.id.localeCompare(b.id));
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
  add(participant: Participant, peer: Peer): Member {
    this.#members.get(participant.id)?.peer.close();
    const member = new Member(participant, peer);
    this.#members.set(participant.id, member);
    peer.on("link", this.#onChange);
    this.#countPeople();
    return member;
  }

  /** Gives the person as they were last. */
  remove(id: string): RemoteParticipant | undefined {
    const member = this.#members.get(id);
    if (!member) return undefined;
    const participant = member.snapshot();
    member.peer.close();
    this.#members.delete(id);
    this.#countPeople();
    return participant;
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const peer of this.peers) peer.close();
    this.#members.clear();
  }

  #countPeople(): void {
    for (const peer of this.peers) peer.media.setPeople(this.#members.size + 1);
  }

  #listen(): void {
    const now = performance.now();
    if (now - this.#lastListenedAt > OVERLOADED_AFTER_MS) this.#isOverloaded = true;
    this.#lastListenedAt = now;
    const changes = [...this.#members.values()].filter((member) => member.listen(now));
    if (changes.length > 0) this.#onChange();
    for (const member of this.#members.values()) {
      for (const kind of member.unruly()) this.#onUnruly(member.id, kind);
    }
  }

  async #sample(): Promise<void> {
    const mayJudge = !this.#isOverloaded && this.#members.size <= MOST_TO_JUDGE;
    this.#isOverloaded = false;
    if (this.#members.size === 0) return;
    await Promise.all([...this.#members.values()].map((member) => member.sample(mayJudge)));
    this.#onChange();
  }
}
