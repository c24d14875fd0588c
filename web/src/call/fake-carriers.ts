import { vi } from "vitest";

import type { LinkState } from "@/call/call";
import type { Carrier, Line, LineEvents, Slot } from "@/call/carrier";
import { Emitter } from "@/call/emitter";
import type { Participant } from "@/call/protocol";
import type { SfuRoom, SfuRoomEvents } from "@/call/sfu/sfu-room";

/** What browsers and media servers give, for tests of what stands above them. */

export class FakeTrack {
  enabled = true;

  constructor(readonly kind: "audio" | "video") {}
}

export class FakeStream {
  readonly #tracks = new Set<FakeTrack>();

  addTrack(track: FakeTrack): void {
    this.#tracks.add(track);
  }

  removeTrack(track: FakeTrack): void {
    this.#tracks.delete(track);
  }

  getTracks(): FakeTrack[] {
    return [...this.#tracks];
  }
}

export function fakeTrack(kind: "audio" | "video"): MediaStreamTrack {
  return new FakeTrack(kind) as unknown as MediaStreamTrack;
}

/** A line that brings a voice and a picture when it is told to. */
export class FakeLine extends Emitter<LineEvents> implements Line {
  link: LinkState = "connecting";
  readonly health = null;
  readonly sending = "full";
  readonly pictureMissing = false;
  readonly certificates = null;
  speaking = false;
  isClosed = false;
  readonly #tracks = new Map<Slot, MediaStreamTrack>();
  readonly #arrived = new Set<Slot>();

  track(slot: Slot): MediaStreamTrack | null {
    return this.#tracks.get(slot) ?? null;
  }

  update(): void {}

  async delivers(slot: Slot): Promise<boolean> {
    return this.#arrived.has(slot);
  }

  async whenSomethingArrives(): Promise<void> {}

  signallingIsBack(): void {}

  close(): void {
    this.isClosed = true;
  }

  announce(slot: Slot): MediaStreamTrack {
    const track = fakeTrack(slot.toLowerCase().endsWith("audio") ? "audio" : "video");
    this.#tracks.set(slot, track);
    this.emit("track", slot);
    return track;
  }

  deliver(slot: Slot): MediaStreamTrack {
    const track = this.announce(slot);
    this.#arrived.add(slot);
    return track;
  }
}

export class FakeMesh implements Carrier {
  readonly kind = "mesh";
  isSending = true;
  readonly lines = new Map<string, FakeLine>();
  readonly lineTo = vi.fn<(participant: Participant, weBegin: boolean) => FakeLine>(({ id }) => {
    const line = this.lines.get(id) ?? new FakeLine();
    this.lines.set(id, line);
    return line;
  });
  readonly setTrack = vi.fn();
  readonly setScreen = vi.fn();
  readonly show = vi.fn();
  readonly onNetworkChange = vi.fn();
  readonly close = vi.fn(() => this.lines.clear());
  readonly stand = vi.fn();
  readonly standAfresh = vi.fn();
  readonly setIceServers = vi.fn();
  readonly end = vi.fn();
}

/** A room on a media server that does what the test says. */
export class FakeSfuRoom extends Emitter<SfuRoomEvents> implements SfuRoom {
  isSending = true;
  readonly connect = vi.fn<SfuRoom["connect"]>(async () => this.say("connected"));
  readonly send = vi.fn<SfuRoom["send"]>();
  readonly receive = vi.fn();
  readonly reconnectNow = vi.fn();
  readonly close = vi.fn();

  async statsOut(): Promise<null> {
    return null;
  }

  say(state: SfuRoomEvents["state"]): void {
    this.emit("state", state);
  }

  come(id: string): void {
    this.emit("person", { id, isPresent: true });
  }

  go(id: string): void {
    this.emit("person", { id, isPresent: false });
  }

  hear(...ids: string[]): void {
    this.emit("speakers", new Set(ids));
  }

  /** Something of theirs is there; whether it has packets is what `packets` says. */
  bring(id: string, slot: Slot, packets = 10): MediaStreamTrack {
    const kind = slot.toLowerCase().endsWith("audio") ? "audio" : "video";
    const track = fakeTrack(kind);
    const report = new Map([["in", { id: "in", type: "inbound-rtp", kind, packetsReceived: packets, framesDecoded: packets }]]);
    const receiver = { getStats: async () => report } as unknown as RTCRtpReceiver;
    this.emit("incoming", { id, slot, incoming: { track, receiver } });
    return track;
  }
}
