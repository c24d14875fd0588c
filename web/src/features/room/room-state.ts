import type { Problem } from "@/api/problem";
import type { RoomSession } from "@/api/types";
import type { CallState, RemoteParticipant } from "@/call/call";
import type { LocalMediaState } from "@/call/local-media";
import type { Ending, Inside, Role, Waiting } from "@/call/protocol";

/**
 * `arriving`: asking the server what this room is. `no-entry`: it said no, see `problem`. `green`: getting ready, seen by
 * nobody. `waiting`: in the lobby. `room`: in the room. `over`: left or sent away, see `ending`.
 */
export type Stage = "arriving" | "needs-passcode" | "no-entry" | "green" | "waiting" | "room" | "over";

export interface Self {
  id: string;
  name: string;
  role: Role;
}

export interface News {
  /** Two people of one name may come in one after the other: each is news of its own. */
  number: number;
  kind: "arrived" | "left" | "lost" | "removed" | "knocks";
  name: string;
}

export interface RoomState {
  stage: Stage;
  session: RoomSession | null;
  /** Null until the server has said who this page is; for a guest that takes a name first. */
  self: Self | null;
  isGuest: boolean;
  /** Enters without being let in, as soon as the teacher is there. */
  isExpected: boolean;
  inside: Inside | null;
  /** Join was clicked, and the server has not answered yet. The stage may be `room` already. */
  joining: boolean;
  /** Why there is no entry, or why the last thing tried did not work. */
  problem: Problem | null;
  media: LocalMediaState;
  participants: readonly RemoteParticipant[];
  lobby: readonly Waiting[];
  /** The server is out of reach; media goes on. */
  reconnecting: boolean;
  soundBlocked: boolean;
  /** Heard by the own microphone although it is off for the others. */
  speakingWhileMuted: boolean;
  news: News | null;
  ending: Ending | null;
  enteredAt: number | null;
  leftAt: number | null;
}

export type RoomEvent =
  | { type: "passcode-needed" }
  | { type: "previewed"; session: RoomSession; isGuest: boolean }
  | { type: "identified"; session: RoomSession; self: Self; isExpected: boolean }
  | { type: "refused"; problem: Problem }
  | { type: "looked-in"; inside: Inside }
  | { type: "joining" }
  | { type: "failed"; problem: Problem }
  | { type: "problem-read" }
  | { type: "call"; state: CallState; at: number }
  | { type: "media"; media: LocalMediaState }
  | { type: "participants"; participants: readonly RemoteParticipant[] }
  | { type: "came"; name: string }
  | { type: "went"; name: string; reason: "left" | "lost" | "removed" }
  | { type: "lobby"; waiting: readonly Waiting[] }
  | { type: "session"; session: RoomSession }
  | { type: "sound"; blocked: boolean }
  | { type: "muted-voice"; speaking: boolean }
  | { type: "ended"; ending: Ending; at: number };

export function initialState(media: LocalMediaState): RoomState {
  return {
    stage: "arriving",
    session: null,
    self: null,
    isGuest: false,
    isExpected: false,
    inside: null,
    joining: false,
    problem: null,
    media,
    participants: [],
    lobby: [],
    reconnecting: false,
    soundBlocked: false,
    speakingWhileMuted: false,
    news: null,
    ending: null,
    enteredAt: null,
    leftAt: null,
  };
}

export function reduce(state: RoomState, event: RoomEvent): RoomState {
  switch (event.type) {
    case "passcode-needed":
      return { ...state, stage: "needs-passcode" };
    case "previewed":
      return { ...state, stage: "green", session: event.session, isGuest: event.isGuest, problem: null };
    case "identified":
      return {
        ...state,
        stage: state.stage === "arriving" || state.stage === "needs-passcode" ? "green" : state.stage,
        session: event.session,
        self: event.self,
        isExpected: event.isExpected,
        problem: null,
      };
    case "refused":
      return { ...state, stage: "no-entry", problem: event.problem, joining: false };
    case "looked-in":
      return { ...state, inside: event.inside };
    case "joining":
      return { ...state, joining: true, problem: null };
    case "failed":
      return { ...state, joining: false, problem: event.problem };
    case "problem-read":
      return { ...state, problem: null };
    case "call":
      return followCall(state, event.state, event.at);
    case "media":
      return { ...state, media: event.media };
    case "participants":
      return { ...state, participants: event.participants };
    case "came":
      return tell(state, "arrived", event.name);
    case "went":
      return tell(state, event.reason, event.name);
    case "lobby":
      return followLobby(state, event.waiting);
    case "session":
      return { ...state, session: event.session };
    case "sound":
      return { ...state, soundBlocked: event.blocked };
    case "muted-voice":
      return { ...state, speakingWhileMuted: event.speaking };
    case "ended":
      return end(state, event.ending, event.at);
  }
}

/** Either of two people may end a one-to-one session; a larger one only its teacher. */
export function mayEnd(state: RoomState): boolean {
  return state.self?.role === "teacher" || state.session?.one_to_one === true;
}

function followCall(state: RoomState, call: CallState, at: number): RoomState {
  switch (call) {
    case "waiting":
      return { ...state, stage: "waiting", joining: false, reconnecting: false };
    case "joined":
      return { ...state, stage: "room", joining: false, reconnecting: false, enteredAt: state.enteredAt ?? at };
    case "interrupted":
      return { ...state, reconnecting: true };
    case "joining":
      return willEnter(state) ? { ...state, stage: "room" } : state;
    case "green":
      return { ...state, stage: "green" };
    case "over":
      return state;
  }
}

/** As far as this page can know, the server will let it in: the room may be drawn meanwhile. */
function willEnter({ self, isExpected, inside }: RoomState): boolean {
  return self?.role === "teacher" || (isExpected && inside?.teacher_present === true);
}

function followLobby(state: RoomState, waiting: readonly Waiting[]): RoomState {
  const known = new Set(state.lobby.map(({ id }) => id));
  const newcomer = waiting.find(({ id }) => !known.has(id));
  const next = { ...state, lobby: waiting };
  return newcomer ? tell(next, "knocks", newcomer.name) : next;
}

function tell(state: RoomState, kind: News["kind"], name: string): RoomState {
  return { ...state, news: { number: (state.news?.number ?? 0) + 1, kind, name } };
}

function end(state: RoomState, ending: Ending, at: number): RoomState {
  return {
    ...state,
    stage: "over",
    ending,
    session: ending.reason === "ended" ? ending.session : state.session,
    leftAt: at,
    joining: false,
    reconnecting: false,
    participants: [],
    lobby: [],
  };
}
