/** The words of docs/protocol.md, as types. What arrives is trusted to have this shape: the server validates. */

import type { Judgement } from "@/call/stats";

export type Role = "teacher" | "student" | "guest";
export type Presence = "online" | "reconnecting";

/** What somebody may do in the room. Hosts have every right. */
export type Right = "speak" | "video" | "screen" | "draw" | "code" | "chat";

export interface Participant {
  id: string;
  name: string;
  role: Role;
  co_host: boolean;
  /** What they may do, the room's rules and the exceptions for them taken together. */
  rights: Right[];
  exceptions: Partial<Record<Right, boolean>>;
  /** Since when their hand is raised. */
  hand: string | null;
  /** Whether they agreed to be recorded; null: they were not asked, and are not. */
  recorded: boolean | null;
  /** Whether their browser can. */
  can_record: boolean;
  /** Whose page records what it receives of them, while their own cannot. */
  copied_by: string | null;
  /** Their page says that their device cannot keep up. */
  strained: boolean;
  /** Whether the microphone is on. */
  audio: boolean;
  /** Whether the camera is on. */
  video: boolean;
  /** The id of the stream in which they share a screen. */
  screen: string | null;
  connection: Presence;
  connection_id: string;
  joined_at: string;
  /** What encrypts from end to end there; null in a session that is not. */
  device: DeviceStatement | null;
}

/** A device's public keys, base64 of 65 bytes each, and its signature over both: see docs/protocol.md. */
export interface DeviceStatement {
  signing: string;
  agreement: string;
  signature: string;
}

/** The room key of one epoch, wrapped for one participant: base64. */
export interface WrappedRoomKey {
  epoch: number;
  wrapped: string;
  signature: string;
}

/** What a page measured of the connection to somebody: see docs/protocol.md. */
export interface PersonMeasured extends Judgement {
  participant_id: string;
  loss_in: number | null;
  loss_out: number | null;
  concealed: number | null;
  frozen: number | null;
  round_trip_ms: number | null;
  available_out: number | null;
  bitrate_in: number | null;
  bitrate_out: number | null;
  frames_per_second: number | null;
}

/** Where STUN and TURN are; `ice_seconds`: how long the credentials are good, null where there are none. */
export interface IceServers {
  ice_servers: { urls: string[]; username?: string | null; credential?: string | null }[];
  ice_seconds: number | null;
}

export interface QualityReport {
  own: Judgement;
  people: PersonMeasured[];
}

/** What a room allows to those who are no hosts. */
export interface Rules {
  /** Nobody comes in by themselves. */
  locked: boolean;
  /** Whoever comes is muted at first. */
  join_muted: boolean;
  rights: Right[];
  /** Whom everybody is shown large. */
  spotlight: string | null;
  /** What everybody is shown in the middle, as a host wants it. */
  stage: SharedStage;
  /** Everybody sees of it what the teacher sees. */
  follow: boolean;
  /** Whose copy of that; null: the one that everybody shares. */
  copy_of: string | null;
  /** Of which documents those who are no hosts have copies of their own. */
  private: SharedDocumentName[];
  /** From end to end, also through a media server. True only in an end-to-end session, until its teacher says otherwise. */
  encrypted: boolean;
}

export type SharedDocumentName = "board" | "code";
export type SharedStage = "people" | SharedDocumentName;

export type Reaction = "thumbs_up" | "heart" | "laugh" | "surprised" | "clap" | "celebrate";

/** Somebody's page sends what the server says is off. */
export interface MediaReport {
  participant_id: string;
  kind: "audio" | "video";
}

/** What was sent with a message. Its bytes are behind a link that has to be asked for. */
export interface ChatFile {
  id: string;
  name: string;
  /** A media type, which the server found in the content. */
  type: string;
  /** Bytes. */
  size: number;
  /** In pixels, of a picture that may be shown; of nothing else. */
  width: number | null;
  height: number | null;
}

export interface ChatMessage {
  id: number;
  /** Made by the sender's page: the same one again is the same message. */
  client_id: string;
  from: string;
  name: string;
  /** For this participant alone; null for everyone. */
  to: string | null;
  /** Empty once deleted, as `files` are. */
  text: string;
  reply_to: number | null;
  files: ChatFile[];
  at: string;
  edited_at: string | null;
  deleted: boolean;
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
  /** Encrypted from device to device, also where a server passes the media on. */
  end_to_end: boolean;
  /** Whether it records itself, as soon as the second person is there, or when a host says so, or never. */
  recording: "automatic" | "on_request" | "never";
  /** The teacher wants calls to go through the relay; whether they do is `relay_only` of the JoinAnswer. */
  hide_addresses: boolean;
}

/** An error as RFC 9457 and docs/api.md describe it. `detail` is a sentence for people, in their language. */
export interface Problem {
  title: string;
  status: number;
  code: string;
  detail: string;
}

/** What carries the media: the browsers themselves, or a LiveKit server with this page's own token. */
export interface CarrierMessage {
  kind: "mesh" | "sfu";
  /** Grows with every move of the room. */
  number: number;
  /** False while the room gets onto it: whoever was there before keeps the former one as well. */
  settled: boolean;
  livekit: { url: string; token: string } | null;
}

/** Whether the room records. */
export interface RoomRecording {
  state: "off" | "on" | "paused";
  /** Since when it is so; null: nothing was recorded yet. */
  since: string | null;
}

export interface Admission {
  state: "admitted" | "waiting" | "denied";
  /** The others kept this page's place: peer connections live on. */
  resumed: boolean;
  self: Participant;
  /** The others in the room; empty while waiting. */
  participants: Participant[];
  rules: Rules;
  /** Only hosts get it. */
  lobby?: Waiting[] | null;
  /** Whose standing offer was answered by this entry. */
  answered: string[];
  carrier: CarrierMessage;
  recording: RoomRecording;
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
  screen: string | null;
}

export type MediaKind = "audio" | "video" | "screen";

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
  "room-key": (message: WrappedRoomKey & { from: string; connection_id: string }) => void;
  lobby: (message: { waiting: Waiting[] }) => void;
  admitted: (message: Admission) => void;
  inside: (message: Inside) => void;
  "session-updated": (message: { session: RoomSession }) => void;
  "room-updated": (message: { rules: Rules }) => void;
  carrier: (message: CarrierMessage) => void;
  "carrier-settled": (message: { number: number }) => void;
  /** LiveKit does not answer, and there are too many people for a mesh: a `carrier` follows as soon as it is back. */
  "carrier-away": (message: { number: number }) => void;
  /** To the one concerned: a host has switched this off. */
  muted: (message: { kind: MediaKind; by: string }) => void;
  "unmute-asked": (message: { by: string }) => void;
  reaction: (message: { from: string; reaction: Reaction }) => void;
  /** To hosts: somebody's page sends what the server says is off. */
  "media-reported": (message: MediaReport) => void;
  chat: (message: { message: ChatMessage }) => void;
  "chat-changed": (message: { message: ChatMessage }) => void;
  /** `by`: the name of who did it; null: it started by itself. */
  recording: (message: RoomRecording & { by: string | null }) => void;
  /** What of theirs was captured before this instant is durably stored. */
  "recording-saved": (message: { participant_id: string; saved_until: string }) => void;
  "session-ended": (message: { session: RoomSession; ended_by: string | null }) => void;
  denied: (message: object) => void;
  removed: (message: object) => void;
  replaced: (message: object) => void;
}

export type Ack<Answer = object> = (Answer & { ok: true }) | { ok: false; problem: Problem };
type Reply<Answer = object> = (ack: Ack<Answer>) => void;

type AboutParticipant = { participant_id: string };
type AboutSomeOrAll = { participant_id: string | null };

/** What a page says by itself, to make connections and keep them. */
interface EngineEvents {
  "look-in": (payload: object, reply: Reply<Inside>) => void;
  "join-room": (
    payload: MediaState & { connection_id: string; device?: DeviceStatement; recorded?: boolean; can_record?: boolean } & Partial<Prepared>,
    reply: Reply<Admission>,
  ) => void;
  "ice-servers": (payload: object, reply: Reply<IceServers>) => void;
  "leave-session": (payload: object, reply: Reply) => void;
  "standing-offer": (payload: StandingOfferMessage, reply: Reply) => void;
  offer: (payload: { to: string; sdp: string }, reply: Reply) => void;
  answer: (payload: { to: string; sdp: string }, reply: Reply) => void;
  "ice-candidate": (payload: { to: string; candidate: CandidateMessage | null }, reply: Reply) => void;
  "room-key": (payload: WrappedRoomKey & { to: string }, reply: Reply) => void;
  "media-state": (payload: MediaState, reply: Reply) => void;
  "report-media": (payload: MediaReport, reply: Reply) => void;
  "report-quality": (payload: QualityReport, reply: Reply) => void;
  /** Whether anything comes of somebody whom this page copies, or gave up copying. */
  "report-copy": (payload: { participant_id: string; received: boolean }, reply: Reply) => void;
  "room-clock": (payload: object, reply: Reply<{ server_time: string }>) => void;
  "carrier-ready": (payload: { number: number }, reply: Reply) => void;
  "carrier-failed": (payload: { number: number }, reply: Reply) => void;
}

/** What a person does with a click, and wants an answer to. */
export interface Deeds {
  admit: (payload: AboutParticipant, reply: Reply) => void;
  "admit-all": (payload: object, reply: Reply<{ admitted: string[] }>) => void;
  deny: (payload: AboutParticipant, reply: Reply) => void;
  mute: (payload: AboutSomeOrAll, reply: Reply) => void;
  "stop-camera": (payload: AboutParticipant, reply: Reply) => void;
  "stop-screen": (payload: AboutParticipant, reply: Reply) => void;
  "ask-to-unmute": (payload: AboutParticipant, reply: Reply) => void;
  remove: (payload: AboutParticipant, reply: Reply) => void;
  "set-rules": (payload: Partial<Omit<Rules, "spotlight" | "stage" | "follow" | "copy_of">>, reply: Reply) => void;
  "set-exceptions": (payload: AboutParticipant & Pick<Participant, "exceptions">, reply: Reply) => void;
  "set-co-host": (payload: AboutParticipant & Pick<Participant, "co_host">, reply: Reply) => void;
  spotlight: (payload: AboutSomeOrAll, reply: Reply) => void;
  "set-stage": (payload: Pick<Rules, "stage" | "follow"> & Partial<Pick<Rules, "copy_of">>, reply: Reply) => void;
  "raise-hand": (payload: { raised: boolean }, reply: Reply) => void;
  "lower-hands": (payload: AboutSomeOrAll, reply: Reply) => void;
  react: (payload: { reaction: Reaction }, reply: Reply) => void;
  rename: (payload: AboutParticipant & { name: string }, reply: Reply) => void;
  chat: (
    payload: { client_id: string; text: string; to: string | null; reply_to: number | null; files: string[] },
    reply: Reply<{ message: ChatMessage }>,
  ) => void;
  "chat-edit": (payload: { id: number; text: string }, reply: Reply<{ message: ChatMessage }>) => void;
  "chat-delete": (payload: { id: number }, reply: Reply<{ message: ChatMessage }>) => void;
  "chat-history": (
    payload: { before?: number },
    reply: Reply<{ messages: ChatMessage[]; more: boolean }>,
  ) => void;
  "start-recording": (payload: object, reply: Reply) => void;
  "pause-recording": (payload: object, reply: Reply) => void;
  "resume-recording": (payload: object, reply: Reply) => void;
  "stop-recording": (payload: object, reply: Reply) => void;
  /** A chapter of the replay begins here; for hosts. */
  "mark-moment": (payload: { title: string | null }, reply: Reply) => void;
  /** One's own consent. */
  "set-recorded": (payload: { recorded: boolean }, reply: Reply) => void;
  extend: (payload: { minutes: number }, reply: Reply) => void;
  "end-session": (payload: object, reply: Reply) => void;
}

export type ClientEvents = EngineEvents & Deeds;

/** What is said with a deed, and what is answered. */
export type Said<Name extends keyof Deeds> = Parameters<Deeds[Name]>[0];
export type Answered<Name extends keyof Deeds> =
  Parameters<Deeds[Name]>[1] extends Reply<infer Answer> ? Answer : never;

/** Why a room is over for this page. */
export type Ending =
  | { reason: "left" }
  | { reason: "ended"; by: string | null; session: RoomSession }
  | { reason: "denied" }
  | { reason: "removed" }
  | { reason: "replaced" }
  /** The server no longer lets this page in, and says why. */
  | { reason: "refused"; problem: Problem };
