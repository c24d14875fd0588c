import type { components } from "./schema";

type Schemas = components["schemas"];

export type User = Schemas["User"];
export type Role = User["role"];
export type SignedIn = Schemas["SignedIn"];
export type Session = Schemas["Session"];
export type SessionStatus = Schemas["Status"];
export type RecordingMode = Schemas["RecordingMode"];
export type NewSession = Schemas["NewSession"];
export type SessionInput = Schemas["SessionInput"];
export type Recording = Schemas["Recording"];
export type RecordingPage = Schemas["RecordingPage"];
export type RecordingChange = Schemas["RecordingChange"];
export type SharedLink = Schemas["SharedLink"];
export type MadeLink = Schemas["MadeLink"];
export type RoomPreview = Schemas["RoomPreview"];
export type RoomSession = Schemas["RoomSession"];
export type JoinAnswer = Schemas["JoinAnswer"];
export type CheckInput = Schemas["CheckInput"];
export type PersonCheck = Schemas["PersonCheck"];
export type Mail = Schemas["Mail"];
