import type { Problem } from "@/api/problem";
import type { RoomSession } from "@/api/types";
import type { CallState, RemoteParticipant } from "@/call/call";
import type { LocalMediaState } from "@/call/local-media";
import type { Ending, Inside, MediaReport, Participant, Reaction, Rules, Waiting } from "@/call/protocol";
import type { Judgement } from "@/call/stats";
import type { ScreenShareState } from "@/call/screen";

import { type Change, followRecording, type RecordingEvent } from "./recording/recording-state";
import type { Carrying, Muted, News, RoomState, Self } from "./room-state";

/** What happens to a visit, and what it makes of the room's state. */
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
  | { type: "screen"; screen: ScreenShareState }
  | { type: "me"; me: Participant }
  | { type: "rules"; rules: Rules }
  | { type: "carrier"; carrier: Carrying }
  | { type: "carrier-settled"; number: number }
  | { type: "carrier-away"; number: number }
  | { type: "muted"; muted: Muted }
  | { type: "asked-to-unmute"; by: string }
  | { type: "heeded" }
  | { type: "unruly"; report: MediaReport }
  | { type: "report-read"; report: MediaReport }
  | { type: "reaction"; from: string; reaction: Reaction }
  | { type: "participants"; participants: readonly RemoteParticipant[] }
  | { type: "came"; name: string }
  | { type: "went"; name: string; reason: "left" | "lost" | "removed" }
  | { type: "lobby"; waiting: readonly Waiting[] }
  | { type: "session"; session: RoomSession }
  | { type: "own-quality"; judgement: Judgement | null }
  | { type: "sound"; blocked: boolean }
  | { type: "muted-voice"; speaking: boolean }
  | { type: "recording"; event: RecordingEvent }
  | { type: "recording-news"; change: Change; by: string | null }
  | { type: "marked" }
  | { type: "ended"; ending: Ending; at: number };

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
        isGuest: event.self.role === "guest",
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
      return followMedia(state, event.media);
    case "screen":
      return { ...state, screen: event.screen };
    case "me":
      return { ...state, me: event.me };
    case "rules":
      return { ...state, rules: event.rules };
    case "carrier":
      return { ...state, carrier: event.carrier, isCarrierAway: false };
    case "carrier-settled":
      return event.number === state.carrier.number ? { ...state, carrier: { ...state.carrier, settled: true } } : state;
    case "carrier-away":
      return { ...state, isCarrierAway: event.number === state.carrier.number };
    case "muted":
      return { ...state, muted: event.muted };
    case "asked-to-unmute":
      return { ...state, askedToUnmuteBy: event.by };
    case "heeded":
      return { ...state, muted: null, askedToUnmuteBy: null };
    case "unruly":
      return { ...state, unruly: [...state.unruly.filter((report) => !isSame(report, event.report)), event.report] };
    case "report-read":
      return { ...state, unruly: state.unruly.filter((report) => !isSame(report, event.report)) };
    case "reaction":
      return { ...state, reaction: { ...event, number: (state.reaction?.number ?? 0) + 1 } };
    case "participants":
      return { ...state, participants: event.participants, unruly: stillUnruly(state.unruly, event.participants) };
    case "came":
      return tell(state, { kind: "arrived", name: event.name });
    case "went":
      return tell(state, { kind: event.reason, name: event.name });
    case "lobby":
      return followLobby(state, event.waiting);
    case "session":
      return { ...state, session: event.session };
    case "own-quality":
      return { ...state, ownQuality: event.judgement };
    case "sound":
      return { ...state, soundBlocked: event.blocked };
    case "muted-voice":
      return { ...state, speakingWhileMuted: event.speaking };
    case "recording":
      return { ...state, recording: followRecording(state.recording, event.event) };
    case "recording-news":
      return tell(state, { kind: "recording", change: event.change, by: event.by });
    case "marked":
      return tell(state, { kind: "marked" });
    case "ended":
      return end(state, event.ending, event.at);
  }
}

type WithoutNumber<Each> = Each extends unknown ? Omit<Each, "number"> : never;
type Said = WithoutNumber<News>;

/** Whoever has left, or has switched on what they were sending, keeps to the rules again. */
function stillUnruly(
  reports: readonly MediaReport[],
  participants: readonly RemoteParticipant[],
): readonly MediaReport[] {
  if (reports.length === 0) return reports;
  return reports.filter(({ participant_id, kind }) => {
    const person = participants.find(({ id }) => id === participant_id);
    return person !== undefined && !person[kind];
  });
}

function isSame(one: MediaReport, other: MediaReport): boolean {
  return one.participant_id === other.participant_id && one.kind === other.kind;
}

/** Whoever speaks again needs no word about having been muted. */
function followMedia(state: RoomState, media: LocalMediaState): RoomState {
  const speaks = media.microphone.on && !state.media.microphone.on;
  return { ...state, media, ...(speaks && { muted: null, askedToUnmuteBy: null }) };
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
  return newcomer ? tell(next, { kind: "knocks", name: newcomer.name }) : next;
}

function tell(state: RoomState, news: Said): RoomState {
  return { ...state, news: { number: (state.news?.number ?? 0) + 1, ...news } };
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
    me: null,
    participants: [],
    lobby: [],
    muted: null,
    askedToUnmuteBy: null,
  };
}
