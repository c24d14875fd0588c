/** The words of docs/protocol.md, as types. What arrives is trusted to have this shape: the server validates. */

export type Role = "teacher" | "student" | "guest";
export type Presence = "online" | "reconnecting";

export interface Participant {
  id: string;
  name: string;
  role: Role;
  /** Whether the microphone is on. */
  audio: boolean;
  /** Whether the camera is on. */
  video: boolean;
  connection: Presence;
  connection_id: string;
  joined_at: string;
}

export interface Waiting {
  id: string;
  name: string;
  since: string;
  has_account: boolean;
}

export interface RoomSession {
  id: string;
  meeting_id: string;
  title: string;
  status: "draft" | "scheduled" | "live" | "ended" | "cancelled";
  starts_at: string;
  ends_at: string;
  timezone: string;
  teacher_name: string;
  capacity: number;
  one_to_one: boolean;
}

/** An error as RFC 9457 and docs/api.md describe it. `detail` is a sentence for people, in their language. */
export interface Problem {
  title: string;
  status: number;
  code: string;
  detail: string;
}

export interface Admission {
  state: "admitted" | "waiting" | "denied";
  /** The others kept this page's place: peer connections live on. */
  resumed: boolean;
  self: Participant;
  /** The others in the room; empty while waiting. */
  participants: Participant[];
  /** Only the teacher gets it. */
  lobby?: Waiting[] | null;
  /** Whose standing offer was answered by this entry. */
  answered: string[];
  session: RoomSession;
  server_time: string;
}

/** The offer of a connection that somebody in the room keeps ready for whoever comes next. It shows no address. */
export interface StandingOfferMessage {
  offer_id: string;
  sdp: string;
}

export type StandingAnswer = StandingOfferMessage;

export interface InsidePerson {
  id: string;
  name: string;
  role: Role;
  offer: StandingOfferMessage | null;
}

export interface Inside {
  teacher_present: boolean;
  inside: InsidePerson[];
}

/** What the green room has ready for people inside, by participant id. */
export interface Prepared {
  offers: Record<string, string>;
  answers: Record<string, StandingAnswer>;
}

export interface MediaState {
  audio: boolean;
  video: boolean;
}

export type CandidateMessage = Pick<
  RTCIceCandidateInit,
  "candidate" | "sdpMid" | "sdpMLineIndex" | "usernameFragment"
>;

export interface ServerEvents {
  "user-joined": (message: {
    participant: Participant;
    offer?: string;
    answer?: StandingAnswer;
  }) => void;
  "user-updated": (message: { participant: Participant }) => void;
  "user-left": (message: { participant_id: string; reason: "left" | "lost" | "removed" }) => void;
  offer: (message: { from: string; connection_id: string; sdp: string }) => void;
  answer: (message: { from: string; connection_id: string; sdp: string }) => void;
  "ice-candidate": (message: {
    from: string;
    connection_id: string;
    candidate: CandidateMessage | null;
  }) => void;
  lobby: (message: { waiting: Waiting[] }) => void;
  admitted: (message: Admission) => void;
  inside: (message: Inside) => void;
  "session-updated": (message: { session: RoomSession }) => void;
  "session-ended": (message: { session: RoomSession; ended_by: string | null }) => void;
  denied: (message: object) => void;
  removed: (message: object) => void;
  replaced: (message: object) => void;
}

export type Ack<Answer = object> = (Answer & { ok: true }) | { ok: false; problem: Problem };
type Reply<Answer = object> = (ack: Ack<Answer>) => void;

export interface ClientEvents {
  "look-in": (payload: object, reply: Reply<Inside>) => void;
  "join-room": (
    payload: MediaState & { connection_id: string } & Partial<Prepared>,
    reply: Reply<Admission>,
  ) => void;
  "leave-session": (payload: object, reply: Reply) => void;
  "standing-offer": (payload: StandingOfferMessage, reply: Reply) => void;
  offer: (payload: { to: string; sdp: string }, reply: Reply) => void;
  answer: (payload: { to: string; sdp: string }, reply: Reply) => void;
  "ice-candidate": (payload: { to: string; candidate: CandidateMessage | null }, reply: Reply) => void;
  "media-state": (payload: MediaState, reply: Reply) => void;
  admit: (payload: { participant_id: string }, reply: Reply) => void;
  deny: (payload: { participant_id: string }, reply: Reply) => void;
  "end-session": (payload: object, reply: Reply) => void;
}

/** Why a room is over for this page. */
export type Ending =
  | { reason: "left" }
  | { reason: "ended"; by: string | null; session: RoomSession }
  | { reason: "denied" }
  | { reason: "removed" }
  | { reason: "replaced" }
  /** The server no longer lets this page in, and says why. */
  | { reason: "refused"; problem: Problem };
