import { checked, type Device, type KnownDevice } from "@/call/e2ee/device";
import type { Party } from "@/call/e2ee/wrapping";
import type { Participant } from "@/call/protocol";

export interface KeyHolder extends Party {
  device: KnownDevice;
  joinedAt: string;
  isOnline: boolean;
}

interface Self extends Party {
  device: Device;
}

type Known = Pick<Participant, "id" | "connection_id" | "joined_at" | "connection" | "device">;

/**
 * Everybody in the room whose device has shown who it is. Of those who are online the one who has been here longest is
 * *elected*; the *guide* of a page is the first of the others: the only one from whom it takes a key.
 */
export class KeyHolders {
  readonly #sessionId: string;
  readonly #self: Self;
  #joinedAt = "";
  #holders = new Map<string, KeyHolder>();

  constructor(sessionId: string, self: Self) {
    this.#sessionId = sessionId;
    this.#self = self;
  }

  get self(): Party {
    return this.#self;
  }

  all(): Party[] {
    return [this.#self, ...this.#holders.values()];
  }

  others(): KeyHolder[] {
    return [...this.#holders.values()];
  }

  get(id: string): KeyHolder | undefined {
    return this.#holders.get(id);
  }

  get isElected(): boolean {
    return this.#bySeniority()[0] === this.#self.participantId;
  }

  /** Who leads this participant. */
  guideOf(id: string): string | undefined {
    return this.#bySeniority().find((other) => other !== id);
  }

  /** Everybody, after this page has come in or come back. */
  async replace(joinedAt: string, others: readonly Known[]): Promise<void> {
    this.#joinedAt = joinedAt;
    const present = new Set(others.map(({ id }) => id));
    for (const id of this.#holders.keys()) if (!present.has(id)) this.#holders.delete(id);
    for (const other of others) await this.put(other);
  }

  /** Returns whether somebody is online again who was away. */
  async put({ id, connection_id, joined_at, connection, device }: Known): Promise<boolean> {
    if (id === this.#self.participantId) return false;
    const before = this.#holders.get(id);
    const isSamePage = before?.connectionId === connection_id;
    const isOnline = connection === "online";
    if (isSamePage) {
      // A device stays what it is for as long as its page lives, whatever the server says of it.
      this.#holders.set(id, { ...before, joinedAt: joined_at, isOnline });
      return isOnline && !before.isOnline;
    }
    this.#holders.delete(id);
    const whose = { sessionId: this.#sessionId, participantId: id, connectionId: connection_id };
    const known = device && (await checked(device, whose));
    if (known) {
      this.#holders.set(id, { participantId: id, connectionId: connection_id, device: known, joinedAt: joined_at, isOnline });
    }
    return false;
  }

  remove(id: string): void {
    this.#holders.delete(id);
  }

  /** Ids of those who are online. This page is, as far as it can act at all. */
  #bySeniority(): string[] {
    const online = [...this.#holders.values()].filter(({ isOnline }) => isOnline);
    return [{ participantId: this.#self.participantId, joinedAt: this.#joinedAt }, ...online]
      .sort((a, b) => compare(a.joinedAt, b.joinedAt) || compare(a.participantId, b.participantId))
      .map(({ participantId }) => participantId);
  }
}

/** Ids and instants are plain ASCII. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
