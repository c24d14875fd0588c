import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Emitter } from "./emitter";
import { FakeMesh, FakeSfuRoom, FakeStream } from "./fake-carriers";
import type { LocalMedia } from "./local-media";
import type { Admission, CarrierMessage, Participant } from "./protocol";
import { RoomCall } from "./room-call";
import type { Signalling, SignallingEvents } from "./signalling";

const mesh = vi.hoisted((): { current: unknown } => ({ current: null }));
const rooms: FakeSfuRoom[] = [];

vi.mock("@/call/mesh/mesh-carrier", () => ({
  MeshCarrier: function MeshCarrier() {
    return mesh.current;
  },
}));
vi.mock("@/call/sfu/livekit-room", () => ({
  LiveKitRoom: {
    open: async () => {
      const room = new FakeSfuRoom();
      rooms.push(room);
      return room;
    },
  },
}));

/** The mesh as a call uses it beyond what every carrier has. */
class FakeMeshOfCall extends FakeMesh {
  isReady = true;
  readonly lineToResident = vi.fn((participant: Participant) => ({ line: this.lineTo(participant, true) }));
  readonly lineToNewcomer = vi.fn((participant: Participant) => ({ line: this.lineTo(participant, false), begun: Promise.resolve() }));
  readonly prepared = () => ({ offers: {}, answers: {} });
  readonly expected = () => [];
  readonly forgetPrepared = vi.fn();
}

class FakeSignalling extends Emitter<SignallingEvents> {
  answer: Promise<Admission> = Promise.resolve(admission(MESH));
  readonly join = () => this.answer;
  readonly setMedia = vi.fn();
  readonly carrierReady = vi.fn();
  readonly carrierFailed = vi.fn();
  readonly leave = () => this.say("over", { reason: "left" });

  say<Name extends keyof SignallingEvents>(name: Name, message: SignallingEvents[Name]): void {
    this.emit(name, message);
  }
}

const livekit = { url: "wss://media", token: "own" };
const MESH: CarrierMessage = { kind: "mesh", number: 0, settled: true, livekit: null };
const SFU: CarrierMessage = { kind: "sfu", number: 1, settled: false, livekit };

function person(id: string): Participant {
  return { id, audio: true, video: false, screen: null, connection: "online", connection_id: `page of ${id}`, joined_at: id } as Participant;
}

function admission(carrier: CarrierMessage, ...participants: Participant[]): Admission {
  return { state: "admitted", resumed: false, participants, answered: [], carrier } as unknown as Admission;
}

function call() {
  const carrier = new FakeMeshOfCall();
  mesh.current = carrier;
  const signalling = new FakeSignalling();
  const media = Object.assign(new Emitter(), { outgoing: { audio: null, video: null } });
  const options = { selfId: "me", signalling: signalling as unknown as Signalling, media: media as unknown as LocalMedia, iceServers: [] };
  return { mesh: carrier, signalling, call: new RoomCall(options) };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", FakeStream);
  rooms.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a call", () => {
  it("in a room over a media server connects to nobody's browser", async () => {
    const { call: room, mesh, signalling } = call();
    signalling.answer = Promise.resolve(admission({ ...SFU, settled: true }, person("ada")));
    await room.join();
    signalling.say("user-joined", { participant: person("leo") });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(mesh.lineTo).not.toHaveBeenCalled();
    expect(room.participants.map(({ id }) => id)).toEqual(["ada", "leo"]);
    expect(rooms[0]!.receive.mock.lastCall?.[0]).toEqual(new Set(["ada", "leo"]));
  });

  it("follows a move that it heard of on the way in", async () => {
    const { call: room, signalling } = call();
    signalling.answer = Promise.resolve(admission(MESH, person("ada")));
    const joined = room.join();
    signalling.say("carrier", SFU);
    signalling.say("carrier-settled", { number: 1 });
    await joined;
    await vi.advanceTimersByTimeAsync(100);
    expect(rooms).toHaveLength(1);
    expect(rooms[0]!.connect).toHaveBeenCalledWith("wss://media", "own", []);
  });

  it("follows a move that happened while its socket was away", async () => {
    const { call: room, mesh, signalling } = call();
    signalling.answer = Promise.resolve(admission(MESH, person("ada")));
    await room.join();
    const line = mesh.lines.get("ada")!;
    signalling.say("resumed", { ...admission({ ...SFU, settled: true }, person("ada")), resumed: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(rooms).toHaveLength(1);
    expect(line.isClosed).toBe(true);
  });

  it("that is left in the middle of a move lets go of both carriers", async () => {
    const { call: room, mesh, signalling } = call();
    signalling.answer = Promise.resolve(admission(MESH, person("ada")));
    await room.join();
    const line = mesh.lines.get("ada")!;
    signalling.say("carrier", SFU);
    await vi.advanceTimersByTimeAsync(100);
    room.leave();
    expect([line.isClosed, mesh.end.mock.calls.length, rooms[0]!.close.mock.calls.length]).toEqual([true, 1, 1]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(signalling.carrierReady).not.toHaveBeenCalled();
    expect(room.state).toBe("over");
  });
});
