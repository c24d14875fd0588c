import type { LinkState } from "@/call/call";
import { type Line, type LineEvents, type Slot } from "@/call/carrier";
import type { Certificates } from "@/call/e2ee/certificates";
import { Emitter } from "@/call/emitter";
import { ReceivedLevel, SpeakingDetector } from "@/call/levels";
import type { VideoLevel } from "@/call/media-quality";
import type { Peer } from "@/call/mesh/peer";
import { Silence } from "@/call/mesh/silence";
import { Unruliness } from "@/call/mesh/unruliness";
import { VideoBudget } from "@/call/mesh/video-budget";
import type { Participant } from "@/call/protocol";
import { HealthMonitor, type Health } from "@/call/stats";

/** The connection to one other person's browser, and how it does. */
export class MeshLine extends Emitter<LineEvents> implements Line {
  readonly #level = new ReceivedLevel();
  readonly #voice = new SpeakingDetector();
  readonly #monitor = new HealthMonitor();
  readonly #silence = new Silence();
  readonly #unruliness = new Unruliness();
  readonly #budget = new VideoBudget();
  readonly #onClose: () => void;
  #participant: Participant;
  #speaking = false;
  /** Listening takes time that the first picture needs. */
  #mayListen = true;
  /** In a row: their camera is on, and nothing of it has arrived. */
  #darkSamples = 0;
  #health: Health | null = null;

  constructor(
    participant: Participant,
    readonly peer: Peer,
    onClose: () => void,
  ) {
    super();
    this.#participant = participant;
    this.#onClose = onClose;
    peer.on("link", () => this.emit("change", null));
    peer.media.on("track", (slot) => this.emit("track", slot));
  }

  get participant(): Participant {
    return this.#participant;
  }

  get link(): LinkState {
    return this.peer.link;
  }

  get health(): Health | null {
    return this.#health;
  }

  get sending(): VideoLevel {
    return this.#budget.level;
  }

  get pictureMissing(): boolean {
    return this.#darkSamples > 1;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  get certificates(): Certificates | null {
    return this.peer.certificates;
  }

  track(slot: Slot): MediaStreamTrack | null {
    return this.peer.media.track(slot);
  }

  update(participant: Participant): void {
    this.#participant = participant;
  }

  delivers(slot: Slot): Promise<boolean> {
    return this.peer.media.delivers(slot);
  }

  async whenSomethingArrives(atMostMs: number): Promise<void> {
    this.#mayListen = false;
    await this.peer.media.whenSomethingArrives(atMostMs);
    this.#mayListen = true;
  }

  signallingIsBack(): void {
    this.peer.signallingIsBack();
  }

  close(): void {
    this.peer.close();
    this.#onClose();
  }

  /** Returns whether the person began or stopped speaking. */
  listen(atMs: number): boolean {
    const { audio } = this.#participant;
    const mayBeHeard = this.peer.link === "connected" && this.#mayListen;
    const received = mayBeHeard ? this.#level.read(this.peer.media.receiver("audio")) : null;
    const level = received ?? 0;
    // The network may have changed without the browser saying so: looking for another way costs little.
    if (this.#silence.asksForAnotherWay(audio && mayBeHeard, received !== null, atMs)) this.peer.restart();
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
    this.peer.media.hearOfLoss(health.measures.lossOut);
    if (mayJudge && this.#budget.update(health.measures)) this.peer.media.setLevel(this.#budget.level);
    this.#darkSamples = this.#participant.video && health.measures.framesPerSecond === 0 ? this.#darkSamples + 1 : 0;
    this.#unruliness.sees(this.#participant.video ? 0 : (health.measures.framesPerSecond ?? 0));
  }

  /** What they send although the server says that it is off; each is named once until it has stopped. */
  unruly(): ("audio" | "video")[] {
    return this.#unruliness.take();
  }
}
