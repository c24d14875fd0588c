import type { RemoteParticipant } from "@/call/call";
import { type Carrier, type Line, type Slot, SLOTS } from "@/call/carrier";
import type { Participant } from "@/call/protocol";
import { Received } from "@/call/received";

/** One other person in the room: who they are, and what is heard and seen of them, over whichever line it comes. */
export class Member {
  /** Whether the page shows them already. */
  isShown = true;
  readonly #received: Received;
  readonly #lines = new Map<Carrier, { line: Line; stop: () => void }>();
  readonly #onChange: () => void;
  /** What has arrived over the present line. */
  readonly #arrived = new Set<Slot>();
  #participant: Participant;
  /** The one to stay on, or to get onto. */
  #line: Line;
  #snapshot: RemoteParticipant | null = null;

  /** `received`: where something of the line was shown before it was known whether they would meet. */
  constructor(participant: Participant, carrier: Carrier, line: Line, onChange: () => void, received?: Received) {
    this.#participant = participant;
    this.#onChange = onChange;
    this.#line = line;
    this.#received = received ?? new Received();
    this.#received.takeAll(line);
    this.#keep(carrier, line);
    this.#allow();
  }

  get id(): string {
    return this.#participant.id;
  }

  get participant(): Participant {
    return this.#participant;
  }

  get line(): Line {
    return this.#line;
  }

  lineOver(carrier: Carrier): Line | undefined {
    return this.#lines.get(carrier)?.line;
  }

  update(participant: Participant): void {
    this.#participant = participant;
    for (const { line } of this.#lines.values()) line.update(participant);
    this.#allow();
  }

  /** The room gets onto another carrier; the lines so far go on until `settle`. */
  moveTo(carrier: Carrier, line: Line): void {
    if (line !== this.#line) this.#arrived.clear();
    this.#line = line;
    if (this.lineOver(carrier) !== line) this.#keep(carrier, line);
  }

  /** Whatever arrives over the new line is heard and seen over it from now on. */
  async takeWhatArrives(): Promise<void> {
    const line = this.#line;
    for (const slot of SLOTS) {
      if (this.#arrived.has(slot) || !(await line.delivers(slot)) || line !== this.#line) continue;
      this.#arrived.add(slot);
      this.#received.take(slot, line);
    }
  }

  /** Who should be heard over the present line is heard over it. */
  get isHeard(): boolean {
    const { audio, connection } = this.#participant;
    return !audio || connection !== "online" || this.#arrived.has("audio");
  }

  /** The present line is the only one. */
  settle(): void {
    this.#received.takeAll(this.#line);
    for (const [carrier, { line, stop }] of this.#lines) {
      if (line === this.#line) continue;
      stop();
      line.close();
      this.#lines.delete(carrier);
    }
  }

  close(): void {
    for (const { line, stop } of this.#lines.values()) {
      stop();
      line.close();
    }
    this.#lines.clear();
  }

  /** The same object as long as nothing has changed. */
  snapshot(): RemoteParticipant {
    const lines = [...this.#lines.values()].map(({ line }) => line);
    // While the room moves: the line over which they are seen and heard at the moment.
    const line = lines.find((line) => this.#received.comesFrom("audio", line)) ?? this.#line;
    const now: RemoteParticipant = {
      ...this.#participant,
      stream: this.#received.stream,
      screenStream: this.#received.screen,
      link: lines.some(({ link }) => link === "connected") ? "connected" : line.link,
      health: line.health,
      sending: line.sending,
      pictureMissing: line.pictureMissing,
      speaking: this.#participant.audio && line.speaking,
      certificates: line.certificates,
    };
    const before = this.#snapshot;
    const keys = Object.keys(now) as (keyof RemoteParticipant)[];
    if (before !== null && keys.every((key) => now[key] === before[key])) return before;
    this.#snapshot = now;
    return now;
  }

  #keep(carrier: Carrier, line: Line): void {
    this.#lines.set(carrier, { line, stop: line.on("change", this.#onChange) });
  }

  #allow(): void {
    const { audio, video, screen } = this.#participant;
    this.#received.allow({ audio, video, screen: screen !== null });
  }
}
