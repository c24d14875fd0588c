import type { RemoteParticipant } from "@/call/call";

import type { RoomState } from "../room-state";
import { copiedHere } from "./copies";

interface MissedCopiesOptions {
  getState: () => RoomState;
  report: (participantId: string, received: boolean) => void;
}

const LOOK_EVERY_MS = 1_000;
/** A line that breaks is usually mended by itself before that: giving a copy away leaves a gap in it. */
const MISSED_MS = 15_000;

/**
 * Says of whom this page should record and receives nothing, so that the room leaves them to another; and again when they are received.
 */
export class MissedCopies {
  readonly #options: MissedCopiesOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  /** By participant id: since when nothing comes of whom this page copies, or since when that was said last. */
  readonly #since = new Map<string, number>();
  /** Of whom the room believes that nothing comes here; also when another copies them by now. */
  readonly #reported = new Set<string>();

  constructor(options: MissedCopiesOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const state = this.#options.getState();
    for (const person of state.participants) {
      if (this.#reported.has(person.id) && isReceived(person)) this.#say(person.id, true);
    }
    const missed = copiedHere(state).filter((person) => isSending(person) && !isReceived(person));
    for (const id of this.#since.keys()) if (!missed.some((person) => person.id === id)) this.#since.delete(id);
    for (const { id } of missed) {
      const since = this.#since.get(id) ?? Date.now();
      this.#since.set(id, since);
      if (Date.now() - since < MISSED_MS) continue;
      this.#say(id, false);
      // Should it not have arrived, it is said again.
      this.#since.set(id, Date.now());
    }
  }

  #say(id: string, received: boolean): void {
    if (received) this.#reported.delete(id);
    else this.#reported.add(id);
    this.#options.report(id, received);
  }
}

/** Something ought to come: of whoever is away themselves nothing comes to anybody. */
function isSending({ connection, audio, video, screen }: RemoteParticipant): boolean {
  return connection === "online" && (audio || video || screen !== null);
}

/** Something of them comes here. Only voice and camera are measured over every carrier. */
function isReceived({ link, health, audio, video }: RemoteParticipant): boolean {
  if (link !== "connected") return false;
  return !(audio || video) || (health?.measures.bitrateIn ?? 0) > 0;
}
