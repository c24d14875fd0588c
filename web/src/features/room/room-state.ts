import type { Problem } from "@/api/problem";
import type { RoomSession } from "@/api/types";
import type { RemoteParticipant } from "@/call/call";
import type { LocalMediaState } from "@/call/local-media";
import type { CarrierMessage, Ending, Inside, MediaKind, MediaReport, Participant, Reaction, Right, Role, Rules, Waiting } from "@/call/protocol";
import type { Judgement } from "@/call/stats";
import type { ScreenShareState } from "@/call/screen";

import { type Change, NO_RECORDING, type RecordingView } from "./recording/recording-state";

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

export type News = {
  /** Two people of one name may come in one after the other: each is news of its own. */
  number: number;
} & (
  | { kind: "arrived" | "left" | "lost" | "removed" | "knocks"; name: string }
  /** `by`: who did it; null: it did so by itself. */
  | { kind: "recording"; change: Change; by: string | null }
  | { kind: "marked" }
);

/** A host has switched this off here, or (`by` null) the room's rules have. */
export interface Muted {
  kind: MediaKind;
  by: string | null;
}

export type Carrying = Pick<CarrierMessage, "kind" | "number" | "settled">;

export interface ShownReaction {
  number: number;
  from: string;
  reaction: Reaction;
}

export interface RoomState {
  stage: Stage;
  session: RoomSession | null;
  /** Null until the server has said who this page is; for a guest that takes a name first. */
  self: Self | null;
  /** The same person as the room knows them, with what they may do; null outside of the room. */
  me: Participant | null;
  rules: Rules;
  recording: RecordingView;
  /** Who carries the media, or is about to. */
  carrier: Carrying;
  /** The media server is out of reach, and too many are here for doing without. */
  isCarrierAway: boolean;
  isGuest: boolean;
  /** Enters without being let in, as soon as the teacher is there. */
  isExpected: boolean;
  inside: Inside | null;
  /** Join was clicked, and the server has not answered yet. The stage may be `room` already. */
  joining: boolean;
  /** Why there is no entry, or why the last thing tried did not work. */
  problem: Problem | null;
  media: LocalMediaState;
  screen: ScreenShareState;
  participants: readonly RemoteParticipant[];
  lobby: readonly Waiting[];
  /** What was switched off here by others, until the person has read it or switched it on again. */
  muted: Muted | null;
  /** Who would like this person to unmute. */
  askedToUnmuteBy: string | null;
  /** For hosts: whose pages send what should be off. */
  unruly: readonly MediaReport[];
  /** The last one; each is shown for a moment. */
  reaction: ShownReaction | null;
  /** How well this page reaches the others; null while there is nobody, or nothing was measured. */
  ownQuality: Judgement | null;
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

const OPEN: Rules = {
  locked: false,
  join_muted: false,
  rights: ["speak", "video", "screen", "draw", "code", "chat"],
  spotlight: null,
  stage: "people",
  follow: false,
  copy_of: null,
  private: [],
  encrypted: false,
};

export function initialState(media: LocalMediaState, screen: ScreenShareState): RoomState {
  return {
    stage: "arriving",
    session: null,
    self: null,
    me: null,
    rules: OPEN,
    recording: NO_RECORDING,
    carrier: { kind: "mesh", number: 0, settled: true },
    isCarrierAway: false,
    isGuest: false,
    isExpected: false,
    inside: null,
    joining: false,
    problem: null,
    media,
    screen,
    participants: [],
    lobby: [],
    muted: null,
    askedToUnmuteBy: null,
    unruly: [],
    reaction: null,
    ownQuality: null,
    reconnecting: false,
    soundBlocked: false,
    speakingWhileMuted: false,
    news: null,
    ending: null,
    enteredAt: null,
    leftAt: null,
  };
}

/** Either of two people may end a one-to-one session; a larger one only its teacher. */
export function mayEnd(state: RoomState): boolean {
  return state.self?.role === "teacher" || state.session?.one_to_one === true;
}

/** Teachers, and those whom they made co-host. */
export function isHost({ me, self }: RoomState): boolean {
  return me === null ? self?.role === "teacher" : me.role === "teacher" || me.co_host;
}

/** All who are hosts here, oneself too. */
export function hostIds({ participants, me }: RoomState): string[] {
  return [...participants, ...(me ? [me] : [])].filter(({ role, co_host }) => role === "teacher" || co_host).map(({ id }) => id);
}

/** Begin a chapter of the replay: only while there is going to be one. */
export function mayMark(state: RoomState): boolean {
  return isHost(state) && state.recording.state === "on";
}

/** Hosts start, pause and stop it. */
export function mayPauseRecording(state: RoomState): boolean {
  return isHost(state) || state.session?.one_to_one === true;
}

export function may(state: RoomState, right: Right): boolean {
  return state.me === null || state.me.rights.includes(right);
}
