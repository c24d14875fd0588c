// How each product speaks, as far as a pen needs it. Both clients do as little as they can with what they hear: it is the
// servers that are measured.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

const SYNC = 0;
const AWARENESS = 1;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const NOTHING = Uint8Array.of(0, 0);

function written(write) {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function awarenessOf(client, clock, state) {
  return written((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
}

/** When the pens in this awareness update were moved, by their own clocks; without the client's own. */
function pensIn(update, own) {
  const decoder = decoding.createDecoder(update);
  const moments = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const client = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    const state = JSON.parse(decoding.readVarString(decoder));
    if (client !== own && state?.pen) moments.push(state.pen.at);
  }
  return moments;
}

class Product {
  constructor({ channel, client, token }) {
    Object.assign(this, { channel, client, token });
  }

  /** y-protocols' messages, behind whatever the product puts before them. */
  message(...parts) {
    return written((encoder) => {
      this.prefix(encoder);
      for (const part of parts) {
        if (typeof part === "number") encoding.writeVarUint(encoder, part);
        else if (typeof part === "string") encoding.writeVarString(encoder, part);
        else encoding.writeVarUint8Array(encoder, part);
      }
    });
  }

  update(update) {
    return this.message(SYNC, UPDATE, update);
  }

  pen(pen, clock) {
    if (this.channel === "awareness") return this.message(AWARENESS, awarenessOf(this.client, clock, { pen }));
    return this.ink(JSON.stringify({ k: "pen", client: this.client, pen }));
  }
}

/** Chalkroom. Pens in progress travel as ink. */
class Chalkroom extends Product {
  static INK = 103;
  get protocols() {
    return ["chalkroom.ink.1", "chalkroom.documents.1", `bearer.${this.token}`];
  }
  prefix() {}
  hello() {
    return [this.message(SYNC, STEP_1, Uint8Array.of(0)), this.message(SYNC, STEP_2, NOTHING)];
  }
  ink(json) {
    return this.message(Chalkroom.INK, json);
  }
  read(data) {
    const decoder = decoding.createDecoder(data);
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
        return decoding.readVarUint(decoder) === STEP_2 ? "ready" : undefined;
      case AWARENESS:
        return pensIn(decoding.readVarUint8Array(decoder), this.client);
      case Chalkroom.INK:
        return JSON.parse(decoding.readVarString(decoder)).map(([, , { pen }]) => pen.at);
    }
  }
}

/** Hocuspocus. Pens in progress travel as stateless broadcasts, which cost it less than awareness. */
class Hocuspocus extends Product {
  static AUTH = 2;
  static SYNC_REPLY = 4;
  static STATELESS = 5;
  static BROADCAST = 6;
  protocols = [];
  prefix(encoder) {
    encoding.writeVarString(encoder, "board");
  }
  hello() {
    const token = 0;
    return [
      this.message(Hocuspocus.AUTH, token, "token"),
      this.message(SYNC, STEP_1, Uint8Array.of(0)),
    ];
  }
  ink(json) {
    return this.message(Hocuspocus.BROADCAST, json);
  }
  read(data) {
    const decoder = decoding.createDecoder(data);
    decoding.readVarString(decoder);
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
      case Hocuspocus.SYNC_REPLY:
        return decoding.readVarUint(decoder) === STEP_2 ? "ready" : undefined;
      case AWARENESS:
        return pensIn(decoding.readVarUint8Array(decoder), this.client);
      case Hocuspocus.STATELESS: {
        const { client, pen } = JSON.parse(decoding.readVarString(decoder));
        return client === this.client ? undefined : [pen.at];
      }
    }
  }
}

export const PRODUCTS = { chalkroom: Chalkroom, hocuspocus: Hocuspocus };
