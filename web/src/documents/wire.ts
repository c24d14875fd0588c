/** The messages of a document's WebSocket: y-protocols, and our own from 100 on. See docs/protocol.md. */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const SAVED = 100;
const REFUSED = 101;
const STATE = 102;
const INK = 103;

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export const PROTOCOLS = ["chalkroom.documents.1", "chalkroom.ink.1"];

/** Why the server did not take what was written. */
export type Refusal = "read_only" | "full" | "broken";

/** Which view the teacher wants everybody to follow; what it holds is the document's own affair. */
export interface ServerState {
  may_write: boolean;
  bytes: number;
  limit: number;
  follow?: unknown;
}

/** Pens in progress and the like: shown, and never kept. */
export interface Ink {
  k: string;
  /** A newer one of the same `k` makes this one useless. */
  latest?: boolean;
  [key: string]: unknown;
}

/** From a participant, whose page is `client`. */
export interface InkFrom {
  from: string;
  client: number;
  payload: unknown;
}

export type Message =
  | { type: "wanted"; stateVector: Uint8Array }
  | { type: "update"; update: Uint8Array; isWhole: boolean }
  | { type: "awareness"; update: Uint8Array }
  | { type: "query-awareness" }
  | { type: "saved"; count: number }
  | { type: "refused"; reason: Refusal; count: number }
  | { type: "state"; state: ServerState }
  | { type: "ink"; ink: InkFrom[] }
  /** Of a later version of the server. */
  | { type: "unknown" };

export function read(frame: Uint8Array): Message {
  const decoder = decoding.createDecoder(frame);
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return readSync(decoder);
    case AWARENESS:
      return { type: "awareness", update: decoding.readVarUint8Array(decoder) };
    case QUERY_AWARENESS:
      return { type: "query-awareness" };
    case SAVED:
      return { type: "saved", count: decoding.readVarUint(decoder) };
    case REFUSED:
      return {
        type: "refused",
        reason: decoding.readVarString(decoder) as Refusal,
        count: decoding.readVarUint(decoder),
      };
    case STATE:
      return { type: "state", state: JSON.parse(decoding.readVarString(decoder)) as ServerState };
    case INK:
      return { type: "ink", ink: readInk(decoding.readVarString(decoder)) };
    default:
      return { type: "unknown" };
  }
}

/** "This is what I have: send me the rest." */
export function stepOne(stateVector: Uint8Array): Uint8Array {
  return frame(SYNC, STEP_1, stateVector);
}

export function stepTwo(update: Uint8Array): Uint8Array {
  return frame(SYNC, STEP_2, update);
}

export function update(update: Uint8Array): Uint8Array {
  return frame(SYNC, UPDATE, update);
}

export function awareness(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, AWARENESS);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

export function ink(payload: Ink): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, INK);
  encoding.writeVarString(encoder, JSON.stringify(payload));
  return encoding.toUint8Array(encoder);
}

function frame(type: number, step: number, content: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, content);
  return encoding.toUint8Array(encoder);
}

function readSync(decoder: decoding.Decoder): Message {
  const step = decoding.readVarUint(decoder);
  const content = decoding.readVarUint8Array(decoder);
  if (step === STEP_1) return { type: "wanted", stateVector: content };
  return { type: "update", update: content, isWhole: step === STEP_2 };
}

function readInk(json: string): InkFrom[] {
  const entries = JSON.parse(json) as [string, number, unknown][];
  return entries.map(([from, client, payload]) => ({ from, client, payload }));
}
