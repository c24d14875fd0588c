import type { RemoteParticipant } from "@/call/call";
import { ReceivedLevel, SpeakingDetector } from "@/call/levels";
import type { Peer } from "@/call/mesh/peer";
import { Unruliness } from "@/call/mesh/unruliness";
import { VideoBudget } from "@/call/mesh/video-budget";
import type { Participant } from "@/call/protocol";
import { HealthMonitor, type Health } from "@/call/stats";

/** One other person in the room: who they are, the connection to them, and how it does. */
export class Member {
  /** Whether the page shows them already. */
  isShown = true;
  readonly #level = new ReceivedLevel();
  readonly #voice = new SpeakingDetector();
  readonly #monitor = new HealthMonitor();
  readonly #unruliness = new Unruliness();
  readonly #budget = new VideoBudget();
  #participant: Participant;
  #speaking = false;
  /** In a row: their camera is on, and nothing of it has arrived. */
  #darkSamples = 0;
  #health: Health | null = null;
  #snapshot: RemoteParticipant | null = null;

  constructor(
    participant: Participant,
    readonly peer: Peer,
  ) {
    this.#participant = participant;
    this.#allow();
  }

  get id(): string {
    return this.#participant.id;
  }

  get participant(): Participant {
    return this.#participant;
  }

  update(participant: Participant): void {
    this.#participant = participant;
    this.#allow();
  }

  /** Returns whether the person began or stopped speaking. */
  listen(atMs: number): boolean {
    const { audio } = this.#participant;
    const mayBeHeard = this.peer.link === "connected" && this.isShown;
    const level = mayBeHeard ? this.#level.read(this.peer.media.receiver("audio")) : 0;
    this.#unruliness.hears(audio ? 0 : level, atMs);
    const speaking = this.#voice.update(audio ? level : 0, atMs) && audio;
    const changed = speaking !== this.#speaking;
    this.#speaking = speaking;
    return changed;
  }

  /** `mayJudge`: what is measured now says something about the line. */
  async sample(mayJudge: boolean): Promise<void> {
    const health = await this.#monitor.sample(this.peer.connection).catch(() => null);
    if (health === null) return;
    this.#health = health;
    if (mayJudge && this.#budget.update(health.measures)) this.peer.media.setLevel(this.#budget.level);
    this.#darkSamples = this.#participant.video && health.measures.framesPerSecond === 0 ? this.#darkSamples + 1 : 0;
    this.#unruliness.sees(this.#participant.video ? 0 : (health.measures.framesPerSecond ?? 0));
  }

  /** What they send although the server says that it is off; each is named once until it has stopped. */
  unruly(): ("audio" | "video")[] {
    return this.#unruliness.take();
  }

  /** The same object as long as nothing has changed. */
  snapshot(): RemoteParticipant {
    const now: RemoteParticipant = {
      ...this.#participant,
      stream: this.peer.media.stream,
      screenStream: this.peer.media.screen,
      link: this.peer.link,
      health: this.#health,
      sending: this.#budget.level,
      pictureMissing: this.#darkSamples > 1,
      speaking: this.#speaking,
    };
    const before = this.#snapshot;
    const keys = Object.keys(now) as (keyof RemoteParticipant)[];
    if (before !== null && keys.every((key) => now[key] === before[key])) return before;
    this.#snapshot = now;
    return now;
  }

  #allow(): void {
    const { audio, video, screen } = this.#participant;
    this.peer.media.allow({ audio, video, screen: screen !== null });
  }
}
