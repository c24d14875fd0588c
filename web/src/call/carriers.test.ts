import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Carriers } from "./carriers";
import { FakeMesh, FakeSfuRoom, FakeStream } from "./fake-carriers";
import { Member } from "./member";
import { Members } from "./members";
import type { CarrierMessage, Participant } from "./protocol";

/** The rooms on the media server, in the order in which they were opened. */
const rooms: FakeSfuRoom[] = [];
let nextRoom = () => new FakeSfuRoom();

vi.mock("@/call/sfu/livekit-room", () => ({
  LiveKitRoom: {
    open: async () => {
      const room = nextRoom();
      rooms.push(room);
      return room;
    },
  },
}));

const OWN_ICE = [{ urls: "stun:ours" }];
const livekit = { url: "wss://media", token: "own" };
const sfu = (number: number, settled = false): CarrierMessage => ({ kind: "sfu", number, settled, livekit });
const toMesh = (number: number, settled = false): CarrierMessage => ({ kind: "mesh", number, settled, livekit: null });

function person(id: string, more: Partial<Participant> = {}): Participant {
  return { id, audio: true, video: true, screen: null, connection: "online", connection_id: `page of ${id}`, joined_at: id, ...more } as Participant;
}

/** A page of `me` in a room with these others, in the mesh. */
function roomOf(...people: Participant[]) {
  const mesh = new FakeMesh();
  const members = new Members();
  const signalling = { carrierReady: vi.fn(), carrierFailed: vi.fn() };
  const carriers = new Carriers({ selfId: "me", signalling, keys: null, mesh, members, tracks: { audio: null, video: null }, iceServers: OWN_ICE, onChange: vi.fn() });
  for (const participant of people) {
    const line = mesh.lineTo(participant, false);
    line.link = "connected";
    line.deliver("audio");
    members.add(new Member(participant, mesh, line, vi.fn()));
  }
  const voices = (id: string) => members.get(id)!.snapshot().stream.getTracks().filter(({ kind }) => kind === "audio");
  return { mesh, members, signalling, carriers, voices };
}

const aWhile = () => vi.advanceTimersByTimeAsync(400);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", FakeStream);
  vi.spyOn(console, "info").mockReturnValue(undefined);
  rooms.length = 0;
  nextRoom = () => new FakeSfuRoom();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a move to the media server", () => {
  it("changes each voice over when it arrives, and keeps the former line until everybody is there", async () => {
    const { mesh, carriers, signalling, voices } = roomOf(person("ada"), person("leo"));
    const before = { ada: voices("ada"), leo: voices("leo") };
    carriers.follow(sfu(1));
    await aWhile();
    expect(voices("ada")).toEqual(before.ada);

    const ada = rooms[0]!.bring("ada", "audio");
    await aWhile();
    expect(voices("ada")).toEqual([ada]);
    expect(voices("leo")).toEqual(before.leo);
    expect(signalling.carrierReady).not.toHaveBeenCalled();

    rooms[0]!.bring("leo", "audio");
    await aWhile();
    expect(signalling.carrierReady.mock.calls).toEqual([[1]]);
    expect(mesh.lines.get("ada")!.isClosed).toBe(false);

    const line = mesh.lines.get("ada")!;
    carriers.settle(1);
    expect(line.isClosed).toBe(true);
    expect(mesh.close).toHaveBeenCalled();
    expect(voices("ada")).toEqual([ada]);
  });

  it("does not change over to a line that brings no packets", async () => {
    const { carriers, voices, signalling } = roomOf(person("ada"));
    const before = voices("ada");
    carriers.follow(sfu(1));
    await aWhile();
    rooms[0]!.bring("ada", "audio", 0);
    await aWhile();
    expect(voices("ada")).toEqual(before);
    expect(signalling.carrierReady).not.toHaveBeenCalled();
  });

  it("does not wait for the voices of those who are muted or away", async () => {
    const { carriers, signalling } = roomOf(person("ada", { audio: false }), person("leo", { connection: "reconnecting" }));
    carriers.follow(sfu(1));
    await aWhile();
    expect(signalling.carrierReady).toHaveBeenCalledTimes(1);
  });

  it("is not ready before this page sends", async () => {
    nextRoom = () => Object.assign(new FakeSfuRoom(), { isSending: false });
    const { carriers, signalling } = roomOf(person("ada", { audio: false }));
    carriers.follow(sfu(1));
    await aWhile();
    expect(signalling.carrierReady).not.toHaveBeenCalled();
    rooms[0]!.isSending = true;
    await aWhile();
    expect(signalling.carrierReady).toHaveBeenCalledTimes(1);
  });

  it("waits for somebody who does not arrive for a while only: the others need not do without the server because of them", async () => {
    const { carriers, signalling, voices } = roomOf(person("ada"), person("leo"));
    carriers.follow(sfu(1));
    await aWhile();
    const ada = rooms[0]!.bring("ada", "audio");
    await vi.advanceTimersByTimeAsync(4_000);
    expect(signalling.carrierReady).not.toHaveBeenCalled();
    const leo = voices("leo");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(signalling.carrierReady).toHaveBeenCalledTimes(1);
    expect([voices("ada"), voices("leo")]).toEqual([[ada], leo]);
  });

  it("ends when the server says so, whoever has arrived", async () => {
    const { carriers, voices } = roomOf(person("ada"));
    carriers.follow(sfu(1));
    await aWhile();
    carriers.settle(1);
    const late = rooms[0]!.bring("ada", "audio");
    expect(voices("ada")).toEqual([late]);
  });

  it("ignores the end of an earlier move", async () => {
    const { carriers, mesh } = roomOf(person("ada"));
    carriers.follow(sfu(2));
    carriers.settle(1);
    expect(mesh.close).not.toHaveBeenCalled();
  });
});

describe("a move back to the mesh", () => {
  it("lets the one whose id sorts first make the offer", async () => {
    const { carriers, mesh, members } = roomOf();
    carriers.follow(sfu(1, true));
    for (const id of ["ada", "zoe"]) members.add(new Member(person(id), carriers.current, carriers.current.lineTo(person(id), false), vi.fn()));
    mesh.lineTo.mockClear();
    carriers.follow(toMesh(2));
    expect(mesh.lineTo.mock.calls.map(([{ id }, weBegin]) => [id, weBegin])).toEqual([["ada", false], ["zoe", true]]);
    const ada = mesh.lines.get("ada")!.deliver("audio");
    mesh.lines.get("zoe")!.deliver("audio");
    await aWhile();
    expect(members.get("ada")!.snapshot().stream.getTracks()).toEqual([ada]);
    expect(rooms[0]!.close).not.toHaveBeenCalled();
    carriers.settle(2);
    expect(rooms[0]!.close).toHaveBeenCalled();
    expect(mesh.stand).toHaveBeenCalled();
  });

  it("while the other move is under way goes on with the lines that are still there", async () => {
    const { carriers, mesh, voices, signalling } = roomOf(person("ada"));
    const before = voices("ada");
    const line = mesh.lines.get("ada")!;
    carriers.follow(sfu(1));
    await aWhile();
    rooms[0]!.bring("ada", "audio");
    await aWhile();
    carriers.follow(toMesh(2));
    await aWhile();
    expect(mesh.lines.get("ada")).toBe(line);
    expect(voices("ada")).toEqual(before);
    expect(signalling.carrierReady.mock.lastCall).toEqual([2]);
    carriers.settle(2);
    expect(line.isClosed).toBe(false);
    expect(rooms[0]!.close).toHaveBeenCalled();
  });
});

describe("a media server that is lost", () => {
  it("is told at once, then ever less often until there is a fresh way in", async () => {
    nextRoom = () => Object.assign(new FakeSfuRoom(), { connect: vi.fn(() => Promise.reject(new Error("away"))) });
    const { carriers, signalling } = roomOf();
    carriers.follow(sfu(1, true));
    const said: number[] = [];
    signalling.carrierFailed.mockImplementation(() => said.push(Math.round((Date.now() - begun) / 1_000)));
    const begun = Date.now();
    await vi.advanceTimersByTimeAsync(40_000);
    expect(said).toEqual([0, 1, 3, 7, 15, 30]);
    expect(rooms).toHaveLength(1);

    nextRoom = () => new FakeSfuRoom();
    carriers.follow({ ...sfu(1, true), livekit: { ...livekit, token: "fresh" } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rooms).toHaveLength(2);
    expect(rooms[1]!.connect).toHaveBeenCalledWith("wss://media", "fresh", OWN_ICE);
    expect(said).toHaveLength(6);
  });

  it("is no news while it is fine: a fresh token changes nothing", async () => {
    const { carriers } = roomOf();
    carriers.follow(sfu(1, true));
    await aWhile();
    carriers.follow(sfu(1, true));
    await aWhile();
    expect(rooms).toHaveLength(1);
  });

  it("is nobody's affair once the room has left it", async () => {
    const { carriers, signalling } = roomOf(person("ada"));
    carriers.follow(sfu(1));
    await aWhile();
    carriers.follow(toMesh(2));
    rooms[0]!.say("lost");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(signalling.carrierFailed).not.toHaveBeenCalled();
  });

  it("keeps the last voice on its element until there is another", async () => {
    const { carriers, members } = roomOf();
    carriers.follow(sfu(1, true));
    await aWhile();
    const member = new Member(person("ada"), carriers.current, carriers.current.lineTo(person("ada"), false), vi.fn());
    members.add(member);
    rooms[0]!.come("ada");
    rooms[0]!.bring("ada", "audio");
    expect(member.snapshot().link).toBe("connected");
    rooms[0]!.say("lost");
    expect(member.snapshot().link).toBe("interrupted");
    expect(member.snapshot().stream.getTracks()).toHaveLength(1);
    carriers.follow(sfu(1, true));
    await aWhile();
    rooms[1]!.come("ada");
    const again = rooms[1]!.bring("ada", "audio");
    expect(member.snapshot()).toMatchObject({ link: "connected" });
    expect(member.snapshot().stream.getTracks()).toEqual([again]);
  });
});
