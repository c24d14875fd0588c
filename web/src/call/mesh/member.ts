import type { RemoteParticipant } from "@/call/call";
import { receivedLevel, SpeakingDetector } from "@/call/levels";
import type { Peer } from "@/call/mesh/peer";
import type { Participant } from "@/call/protocol";
import { HealthMonitor, type Health } from "@/call/stats";

/** One other person in the room: who they are, the connection to them, and how it does. */
export class Member {
  /** Whether the page shows them already. */
  isShown = true;
  readonly #voice = new SpeakingDetector();
  readonly #monitor = new HealthMonitor();
  #participant: Participant;
  #speaking = false;
  #health: Health | null = null;
  #snapshot: RemoteParticipant | null = null;

  constructor(
    participant: Participant,
    readonly peer: Peer,
  ) {
    this.#participant = participant;
  }

  get id(): string {
    return this.#participant.id;
  }

  get participant(): Participant {
    return this.#participant;
  }

  update(participant: Participant): void {
    this.#participant = participant;
  }

  /** Returns whether the person began or stopped speaking. */
  listen(atMs: number): boolean {
    const mayBeHeard = this.#participant.audio && this.peer.link === "connected" && this.isShown;
    const level = mayBeHeard ? receivedLevel(this.peer.receiver("audio")) : 0;
    const speaking = this.#voice.update(level, atMs) && this.#participant.audio;
    const changed = speaking !== this.#speaking;
    this.#speaking = speaking;
    return changed;
  }

  async sample(): Promise<void> {
    const health = await this.#monitor.sample(this.peer.connection).catch(() => null);
    if (health !== null) this.#health = health;
  }

  /** The same object as long as nothing has changed. */
  snapshot(): RemoteParticipant {
    const now: RemoteParticipant = {
      ...this.#participant,
      stream: this.peer.stream,
      link: this.peer.link,
      health: this.#health,
      speaking: this.#speaking,
    };
    const before = this.#snapshot;
    const keys = Object.keys(now) as (keyof RemoteParticipant)[];
    if (before !== null && keys.every((key) => now[key] === before[key])) return before;
    this.#snapshot = now;
    return now;
  }
}
