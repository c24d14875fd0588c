import { Device } from "@/call/e2ee/device";
import { SIGNING } from "@/call/e2ee/algorithms";
import { RoomKeys } from "@/call/e2ee/room-keys";
import { Emitter } from "@/call/emitter";
import type { Admission, DeviceStatement, Participant, WrappedRoomKey } from "@/call/protocol";
import { ProblemError, unreachable } from "@/call/room-socket";
import type { SignallingEvents } from "@/call/signalling";

/** Pages in a room, for the tests of the keys: real devices and real cryptography over a relay that can be made to lie. */

export const SESSION = "session";

export type Sent = WrappedRoomKey & { from: string; to: string; connection_id: string };

class FakeSignalling extends Emitter<SignallingEvents> {
  isConnected = true;

  constructor(
    readonly connectionId: string,
    private readonly onKey: (to: string, key: WrappedRoomKey) => void,
  ) {
    super();
  }

  async sendRoomKey(to: string, key: WrappedRoomKey): Promise<void> {
    if (!this.isConnected) throw new ProblemError(unreachable);
    this.onKey(to, key);
  }

  hear<Name extends keyof SignallingEvents>(name: Name, payload: SignallingEvents[Name]): void {
    if (this.isConnected) this.emit(name, payload);
  }
}

export interface FakePage {
  id: string;
  keys: RoomKeys;
  signalling: FakeSignalling;
  participant: Participant;
}

export class FakeRelay {
  readonly pages = new Map<string, FakePage>();
  /** Every message with a key that any page has sent, in order. */
  readonly sent: Sent[] = [];
  /** What becomes of a message on its way; null: it is lost. */
  tamper: (message: Sent) => Sent | null = (message) => message;
  /** What `to` is told about the device of `about`. */
  shown: (about: Participant, to: string) => DeviceStatement | null = ({ device }) => device;
  #joins = 0;

  /** A fresh page of this participant comes in. */
  async join(id: string): Promise<FakePage> {
    const connectionId = `${id}-page-${++this.#joins}`;
    const device = await Device.open(() => crypto.subtle.generateKey(SIGNING, false, ["sign", "verify"]));
    const signalling = new FakeSignalling(connectionId, (to, key) => this.#pass({ ...key, from: id, to, connection_id: connectionId }));
    const keys = new RoomKeys({ device, sessionId: SESSION, selfId: id, signalling });
    const statement = await device.statement({ sessionId: SESSION, participantId: id, connectionId });
    const page = { id, keys, signalling, participant: participant(id, connectionId, this.#joins, statement) };
    this.pages.get(id)?.keys.close();
    this.pages.set(id, page);
    this.admit(page);
    for (const other of this.#others(id)) this.#tell(other, "user-joined", page);
    await this.quiet();
    return page;
  }

  async leave(id: string): Promise<void> {
    this.pages.get(id)?.keys.close();
    this.pages.delete(id);
    for (const other of this.#others(id)) other.signalling.hear("user-left", { participant_id: id, reason: "left" });
    await this.quiet();
  }

  async drop(id: string): Promise<void> {
    this.#set(id, "reconnecting");
    await this.quiet();
  }

  async comeBack(id: string): Promise<void> {
    this.#set(id, "online");
    const page = this.pages.get(id);
    if (page) this.admit(page);
    await this.quiet();
  }

  /** Tells a page how the room stands, as after a join or a return. */
  admit(page: FakePage): void {
    page.signalling.hear("joined", {
      state: "admitted",
      self: page.participant,
      participants: this.#others(page.id).map(({ participant }) => this.#asShown(participant, page.id)),
      rules: { encrypted: true },
    } as Admission);
  }

  deliver(message: Sent): void {
    const { to, ...rest } = message;
    this.pages.get(to)?.signalling.hear("room-key", rest);
  }

  /** Nothing is on its way, and every page has worked through what it heard. */
  async quiet(): Promise<void> {
    for (let before = -1; before !== this.sent.length; ) {
      before = this.sent.length;
      // A step may be waiting for what another page is about to send.
      for (let round = 0; round < 3; round++) await Promise.all([...this.pages.values()].map(({ keys }) => keys.settled()));
    }
  }

  #pass(message: Sent): void {
    this.sent.push(message);
    const passed = this.tamper(message);
    if (passed) this.deliver(passed);
  }

  #set(id: string, connection: Participant["connection"]): void {
    const page = this.pages.get(id);
    if (!page) return;
    page.participant = { ...page.participant, connection };
    page.signalling.isConnected = connection === "online";
    for (const other of this.#others(id)) this.#tell(other, "user-updated", page);
  }

  #tell(to: FakePage, event: "user-joined" | "user-updated", about: FakePage): void {
    to.signalling.hear(event, { participant: this.#asShown(about.participant, to.id) });
  }

  #asShown(about: Participant, to: string): Participant {
    return { ...about, device: this.shown(about, to) };
  }

  #others(id: string): FakePage[] {
    return [...this.pages.values()].filter((page) => page.id !== id);
  }
}

function participant(id: string, connectionId: string, order: number, device: DeviceStatement): Participant {
  return {
    id,
    name: id,
    role: "student",
    co_host: false,
    rights: [],
    exceptions: {},
    hand: null,
    strained: false,
    recorded: null,
    can_record: true,
    copied_by: null,
    audio: true,
    video: true,
    screen: null,
    connection: "online",
    connection_id: connectionId,
    joined_at: new Date(Date.UTC(2026, 10, 21, 17, 0, order)).toISOString(),
    device,
  };
}
