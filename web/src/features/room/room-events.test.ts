import { describe, expect, it } from "vitest";

import type { LocalMediaState } from "@/call/local-media";
import type { ScreenShareState } from "@/call/screen";
import type { Waiting } from "@/call/protocol";
import type { RoomSession } from "@/api/types";

import { remote } from "./people/test-state";
import { reduce, type RoomEvent } from "./room-events";
import { initialState, mayEnd, type RoomState } from "./room-state";

const input = { on: false, track: null, deviceId: null, problem: null, asking: false, taken: false };
const media: LocalMediaState = {
  microphone: input,
  camera: input,
  devices: { microphones: [], cameras: [], speakers: [] },
};
const session: RoomSession = {
  id: "s",
  meeting_id: "abc-defg-hij",
  title: "Fractions",
  status: "scheduled",
  starts_at: "2026-03-01T10:00:00Z",
  ends_at: "2026-03-01T11:00:00Z",
  timezone: "Europe/Paris",
  teacher_name: "Marie",
  capacity: 4,
  one_to_one: false,
  end_to_end: false,
  hide_addresses: false,
  recording: "never",
};
const student = { id: "p1", name: "Tom", role: "student" } as const;
const tom: Waiting = { id: "w1", name: "Tom", since: "2026-03-01T10:00:00Z", has_account: true };
const lea: Waiting = { ...tom, id: "w2", name: "Lea" };

const screen: ScreenShareState = { screen: null, content: "text", asking: false, problem: null };

function after(...events: RoomEvent[]): RoomState {
  return events.reduce(reduce, initialState(media, screen));
}

const identified: RoomEvent = { type: "identified", session, self: student, isExpected: true };

describe("the stages of a visit", () => {
  it("leads a guest from the preview over the lobby into the room", () => {
    const previewed = after({ type: "previewed", session, isGuest: true });
    expect(previewed).toMatchObject({ stage: "green", isGuest: true, self: null });
    const joining = [previewed, { type: "joining" }, { ...identified, isExpected: false }] as const;
    const waiting = reduce(
      reduce(reduce(joining[0], joining[1]), joining[2]),
      { type: "call", state: "waiting", at: 1 },
    );
    expect(waiting).toMatchObject({ stage: "waiting", joining: false });
    expect(reduce(waiting, { type: "call", state: "joined", at: 2 })).toMatchObject({ stage: "room", enteredAt: 2 });
  });

  it("keeps the room open while the server is away, and the time of entry with it", () => {
    const state = after(
      identified,
      { type: "call", state: "joined", at: 10 },
      { type: "call", state: "interrupted", at: 20 },
    );
    expect(state).toMatchObject({ stage: "room", reconnecting: true });
    expect(reduce(state, { type: "call", state: "joined", at: 30 })).toMatchObject({
      reconnecting: false,
      enteredAt: 10,
    });
  });

  it("ends with the session as the server last described it", () => {
    const ended = { ...session, status: "ended" as const };
    const state = after(
      identified,
      { type: "call", state: "joined", at: 10 },
      { type: "ended", ending: { reason: "ended", by: "Marie", session: ended }, at: 99 },
      // The call reports its own end as well; that changes nothing.
      { type: "call", state: "over", at: 99 },
    );
    expect(state).toMatchObject({ stage: "over", leftAt: 99, session: { status: "ended" } });
  });

  it("shows the room at the click to whoever will be let in, and takes it back when the join fails", () => {
    const click: RoomEvent[] = [{ type: "joining" }, { type: "call", state: "joining", at: 1 }];
    const inside = (teacher_present: boolean): RoomEvent => ({
      type: "looked-in",
      inside: { teacher_present, inside: [] },
    });
    expect(after(identified, inside(false), ...click).stage).toBe("green");
    const entering = after(identified, inside(true), ...click);
    expect(entering).toMatchObject({ stage: "room", joining: true, enteredAt: null });
    expect(reduce(entering, { type: "call", state: "green", at: 2 }).stage).toBe("green");
    expect(reduce(entering, { type: "call", state: "waiting", at: 2 }).stage).toBe("waiting");
  });

  it("stays in the green room with the reason when a join fails", () => {
    const problem = { code: "room_full" } as RoomState["problem"];
    const state = after(identified, { type: "joining" }, { type: "failed", problem: problem! });
    expect(state).toMatchObject({ stage: "green", joining: false, problem: { code: "room_full" } });
  });
});

describe("news", () => {
  it("tells of each newcomer in the lobby once", () => {
    const first = after({ type: "lobby", waiting: [tom] });
    expect(first.news).toMatchObject({ number: 1, kind: "knocks", name: "Tom" });
    const both = reduce(first, { type: "lobby", waiting: [tom, lea] });
    expect(both.news).toMatchObject({ number: 2, name: "Lea" });
    expect(reduce(both, { type: "lobby", waiting: [lea] }).news).toBe(both.news);
  });
});

describe("who may end the session", () => {
  it("is the teacher, and of two people either", () => {
    expect(mayEnd(after(identified))).toBe(false);
    expect(mayEnd(after({ ...identified, self: { ...student, role: "teacher" } }))).toBe(true);
    expect(mayEnd(after({ ...identified, session: { ...session, one_to_one: true } }))).toBe(true);
  });
});

describe("reports about people who send what is off", () => {
  const report = { participant_id: "leo", kind: "audio" } as const;
  const leo = (audio: boolean) => remote("leo", { audio });

  it("are kept until read", () => {
    const state = after({ type: "participants", participants: [leo(false)] }, { type: "unruly", report }, { type: "unruly", report });
    expect(state.unruly).toEqual([report]);
    expect(reduce(state, { type: "report-read", report }).unruly).toEqual([]);
  });

  it("are void for whoever has unmuted or left: they are not named later for what was once", () => {
    const state = after({ type: "participants", participants: [leo(false)] }, { type: "unruly", report });
    expect(reduce(state, { type: "participants", participants: [leo(false)] }).unruly).toEqual([report]);
    expect(reduce(state, { type: "participants", participants: [leo(true)] }).unruly).toEqual([]);
    expect(reduce(state, { type: "participants", participants: [] }).unruly).toEqual([]);
  });
});

describe("a media server that is out of reach", () => {
  const carrier = { kind: "sfu", number: 3, settled: true } as const;

  it("is said until there is a way again", () => {
    const away = after({ type: "carrier", carrier }, { type: "carrier-away", number: 3 });
    expect(away.isCarrierAway).toBe(true);
    expect(reduce(away, { type: "carrier", carrier }).isCarrierAway).toBe(false);
  });

  it("is no news once the room has left it", () => {
    expect(after({ type: "carrier", carrier }, { type: "carrier-away", number: 2 }).isCarrierAway).toBe(false);
  });
});
