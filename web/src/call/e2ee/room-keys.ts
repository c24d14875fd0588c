import { Emitter } from "@/call/emitter";
import { type Bytes, equal, fromBase64, joined, toBase64 } from "@/call/bytes";
import { type Device, hasSigned, type KnownDevice } from "@/call/e2ee/device";
import { type FrameKey, type FrameKeyEvents, type FrameKeys, KEY_RING_SIZE } from "@/call/e2ee/frame-keys";
import { type KeyHolder, KeyHolders } from "@/call/e2ee/key-holders";
import { contextOf, isSame, membership, newRoomKey, type Party, type RoomKey, unwrap, wrap } from "@/call/e2ee/wrapping";
import type { WrappedRoomKey } from "@/call/protocol";
import { ProblemError } from "@/call/room-socket";
import type { Signalling, SignallingEvents } from "@/call/signalling";

/** Others get the new key before anything is sent with it. */
const SWITCH_AFTER_MS = 500;
/** A class that comes in together gets few keys, each message of which counts towards what a connection may send. */
const PAUSE_PER_HOLDER_MS = 40;
const TRY_AGAIN_AFTER_MS = 1_000;
/** A key may be for those who were here a few comings and goings ago: the next one is on its way then. */
const VIEWS_KEPT = 32;

/** Why a message with a key was not heeded. Nobody is told: the room goes on with the keys it has. */
export type Refusal = "unknown-sender" | "not-elected" | "old-epoch" | "bad-signature" | "cannot-open" | "other-holders";

export interface RoomKeyEvents extends FrameKeyEvents {
  /** Somebody who holds keys has come or gone: the code of the room is another one. */
  holders: readonly Party[];
}

export interface RoomKeysOptions {
  device: Device;
  sessionId: string;
  selfId: string;
  signalling: Pick<Signalling, "on" | "sendRoomKey" | "connectionId">;
}

type Incoming = SignallingEvents["room-key"];

/**
 * The key with which everything in an end-to-end room is encrypted. The pages agree on it among themselves: the one elected
 * (see KeyHolders) makes another whenever somebody has come or gone, and sends it to each of the others, wrapped for that
 * device alone and signed. The server passes on what it cannot read.
 */
export class RoomKeys extends Emitter<RoomKeyEvents> implements FrameKeys {
  readonly #options: RoomKeysOptions;
  readonly #holders: KeyHolders;
  readonly #stops: (() => void)[];
  readonly #refused: Partial<Record<Refusal, number>> = {};
  /** What happens is worked through in the order in which the server told it, although checking takes time. */
  #steps: Promise<void> = Promise.resolve();
  #agreed: RoomKey | null = null;
  /** Digests of those whom this page has seen to be the holders, the last one being the present ones. */
  #views: Bytes[] = [];
  /** A key for others than those whom this page sees, yet. */
  #held: RoomKey | null = null;
  /** Of all keys that were really made, whether this page took them or not. */
  #lastEpoch = 0;
  #current: FrameKey | null = null;
  #ring: FrameKey[] = [];
  #nextKeyAt = 0;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #isOff = false;

  constructor(options: RoomKeysOptions) {
    super();
    const { signalling, device, sessionId, selfId } = options;
    this.#options = options;
    const { connectionId } = signalling;
    this.#holders = new KeyHolders(sessionId, { participantId: selfId, connectionId, device });
    this.#stops = [
      signalling.on("joined", ({ state, self, participants, rules }) => {
        if (state !== "admitted") return;
        if (!rules.encrypted) return this.#switchOff();
        this.#then(async () => {
          await this.#holders.replace(self.joined_at, participants);
          await this.#tend();
          // What was said while this page could not hear is said again, and so does this page.
          if (this.#holders.isElected) for (const holder of this.#holders.others()) await this.#send(holder);
        });
      }),
      signalling.on("user-joined", ({ participant }) => this.#then(() => this.#follow(participant))),
      signalling.on("user-updated", ({ participant }) => this.#then(() => this.#follow(participant))),
      signalling.on("user-left", ({ participant_id }) => {
        this.#then(() => {
          this.#holders.remove(participant_id);
          return this.#tend();
        });
      }),
      signalling.on("room-updated", ({ rules }) => {
        if (!rules.encrypted) this.#switchOff();
      }),
      signalling.on("room-key", (message) => this.#then(() => this.#receive(message))),
      signalling.on("over", () => this.close()),
    ];
  }

  get current(): FrameKey | null {
    return this.#current;
  }

  get ring(): readonly FrameKey[] {
    return this.#ring;
  }

  get isOff(): boolean {
    return this.#isOff;
  }

  /** Everybody who gets the keys, this page included. */
  get holders(): readonly Party[] {
    return this.#holders.all();
  }

  /** How many messages were not heeded, by reason. */
  get refused(): Readonly<Partial<Record<Refusal, number>>> {
    return this.#refused;
  }

  /** Everything told so far has been worked through. */
  settled(): Promise<void> {
    return this.#steps;
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  async #follow(participant: Parameters<KeyHolders["put"]>[0]): Promise<void> {
    const isBack = await this.#holders.put(participant);
    await this.#tend();
    const holder = this.#holders.get(participant.id);
    // They missed what was sent meanwhile; if they are the elected themselves, they may not know the last key.
    if (isBack && holder && this.#holders.guideOf(holder.participantId) === this.#options.selfId) await this.#send(holder);
  }

  /** If it is for this page to do so: makes sure that the key is one for exactly those who are here. */
  async #tend(): Promise<void> {
    const members = await membership(this.#holders.all());
    const before = this.#views.at(-1);
    if (before === undefined || !equal(members, before)) {
      this.#views = [...this.#views, members].slice(-VIEWS_KEPT);
      this.emit("holders", this.#holders.all());
      this.#takeHeld(members);
    }
    const isGood = this.#agreed?.epoch === this.#lastEpoch && equal(this.#agreed.members, members);
    if (isGood || !this.#holders.isElected) return;
    const wait = this.#nextKeyAt - performance.now();
    if (wait > 0) return this.#later(wait, () => this.#then(() => this.#tend()));
    const others = this.#holders.others();
    this.#nextKeyAt = performance.now() + PAUSE_PER_HOLDER_MS * others.length;
    this.#agreeOn(newRoomKey(this.#lastEpoch + 1, members));
    for (const holder of others) await this.#send(holder);
  }

  async #receive(message: Incoming): Promise<void> {
    const sender = this.#holders.get(message.from);
    if (!sender || sender.connectionId !== message.connection_id) return this.#refuse("unknown-sender");
    if (sender.participantId !== this.#holders.guideOf(this.#options.selfId)) return this.#refuse("not-elected");
    if (this.#agreed && message.epoch < this.#agreed.epoch) {
      this.#refuse("old-epoch");
      // The elected was away while another stood in: it should go on from there.
      if (this.#holders.guideOf(sender.participantId) === this.#options.selfId) await this.#send(sender);
      return;
    }
    const key = await this.#open(message, sender, sender.device);
    if (key === null || (this.#agreed && isSame(key, this.#agreed))) return;
    // Two thought that they were elected: of the same epoch the key of the one who has been here longer counts.
    if (this.#agreed?.epoch === key.epoch && this.#holders.isElected) {
      this.#refuse("not-elected");
      return this.#send(sender);
    }
    // Nobody holds what is said here whom this page does not see: a server might show a stranger to the elected page alone.
    if (!this.#views.some((view) => equal(view, key.members))) {
      this.#held = key;
      this.#lastEpoch = Math.max(this.#lastEpoch, key.epoch);
      this.#refuse("other-holders");
      return this.#tend();
    }
    this.#agreeOn(key);
    if (!this.#holders.isElected) return;
    for (const holder of this.#holders.others()) if (holder !== sender) await this.#send(holder);
    await this.#tend();
  }

  /** What came a moment too early, because this page did not know of somebody yet. */
  #takeHeld(members: Bytes): void {
    const held = this.#held;
    if (held === null || !equal(held.members, members)) return;
    this.#held = null;
    if (this.#agreed === null || held.epoch > this.#agreed.epoch) this.#agreeOn(held);
  }

  async #open(message: Incoming, sender: Party, device: KnownDevice): Promise<RoomKey | null> {
    const context = contextOf(this.#options.sessionId, message.epoch, sender, this.#holders.self);
    const wrapped = fromBase64(message.wrapped);
    const signature = fromBase64(message.signature);
    const isSigned = wrapped && signature && (await hasSigned(device, signature, joined(context, wrapped)));
    if (!isSigned) {
      this.#refuse("bad-signature");
      return null;
    }
    const opened = await unwrap(this.#options.device, device, context, wrapped);
    if (opened === null) this.#refuse("cannot-open");
    return opened && { epoch: message.epoch, ...opened };
  }

  async #send(holder: KeyHolder): Promise<void> {
    const key = this.#agreed;
    if (key === null || this.#isOff || !holder.isOnline) return;
    const { device, sessionId, signalling } = this.#options;
    const context = contextOf(sessionId, key.epoch, this.#holders.self, holder);
    const wrapped = await wrap(device, holder.device, context, key);
    const signature = await device.sign(joined(context, wrapped));
    const message: WrappedRoomKey = { epoch: key.epoch, wrapped: toBase64(wrapped), signature: toBase64(signature) };
    signalling.sendRoomKey(holder.participantId, message).catch((error: unknown) => {
      // Whoever is out of reach, or gone, is told when they are back.
      if (!(error instanceof ProblemError) || error.problem.code !== "too_many_tries") return;
      this.#later(TRY_AGAIN_AFTER_MS, () => this.#then(() => this.#sendAgain(holder, key)));
    });
  }

  async #sendAgain(holder: KeyHolder, key: RoomKey): Promise<void> {
    const known = this.#holders.get(holder.participantId);
    if (this.#agreed === key && known?.connectionId === holder.connectionId) await this.#send(known);
  }

  #agreeOn(key: RoomKey): void {
    this.#agreed = key;
    this.#lastEpoch = Math.max(this.#lastEpoch, key.epoch);
    const frames: FrameKey = { raw: key.raw.buffer, index: key.epoch % KEY_RING_SIZE };
    this.#ring = [...this.#ring.filter(({ index }) => index !== frames.index), frames];
    this.emit("coming", frames);
    if (this.#current === null) this.#switchTo(frames);
    else this.#later(SWITCH_AFTER_MS, () => this.#switchTo(frames));
  }

  #switchTo(frames: FrameKey): void {
    this.#current = frames;
    this.emit("key", frames);
  }

  #switchOff(): void {
    if (this.#isOff) return;
    this.#isOff = true;
    this.#current = null;
    this.#ring = [];
    this.close();
    this.emit("off", null);
  }

  #refuse(reason: Refusal): void {
    this.#refused[reason] = (this.#refused[reason] ?? 0) + 1;
  }

  #then(step: () => Promise<void> | void): void {
    this.#steps = this.#steps
      .then(async () => {
        if (!this.#isOff) await step();
      })
      .catch((error: unknown) => console.warn("The room's key could not be tended", error));
  }

  #later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, milliseconds);
    this.#timers.add(timer);
  }
}
