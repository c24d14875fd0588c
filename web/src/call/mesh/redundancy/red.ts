import { joined } from "@/call/bytes";

/**
 * Redundant audio, RFC 2198: a packet carries what was said just now and copies of what was said before. Browsers add one
 * copy, which repairs a lost packet; where two packets in a row are lost it takes more.
 *
 * Each copy has a header of four bytes, `1 | payload type (7 bits) | how much older (14 bits) | length (10 bits)`; then
 * comes `0 | payload type` for what is new, then all copies, the oldest first, then what is new.
 */

const HEADER_BYTES = 4;
const IS_COPY = 0x80;
const MOST_OLDER = 2 ** 14 - 1;
const MOST_BYTES = 2 ** 10 - 1;

interface Said {
  /** In samples, as RTP counts them; wraps around at 2³². */
  timestamp: number;
  data: Uint8Array;
}

interface Newest {
  payloadType: number;
  data: Uint8Array;
}

/** What is new in a packet; null for something that is no redundant audio. */
export function newest(packet: Uint8Array): Newest | null {
  let at = 0;
  let copied = 0;
  for (;;) {
    const first = packet[at];
    if (first === undefined) return null;
    if ((first & IS_COPY) === 0) {
      const start = at + 1 + copied;
      return start <= packet.length ? { payloadType: first, data: packet.subarray(start) } : null;
    }
    const [high = 0, low = 0] = packet.subarray(at + 2, at + HEADER_BYTES);
    copied += ((high & 0b11) << 8) | low;
    at += HEADER_BYTES;
  }
}

/** Puts more copies into packets than the browser does. One for each sender. */
export class Repeater {
  /** How many packets ago a copy may be from. Up to 1 the browser's own packets will do. */
  copies = 1;
  #before: Said[] = [];
  readonly #mostCopies: number;

  constructor(mostCopies: number) {
    this.#mostCopies = mostCopies;
  }

  get isNeeded(): boolean {
    return this.copies > 1;
  }

  /** The packet to send in place of `packet`; the copies in it are of packets that were repacked before. */
  repack(packet: Uint8Array, timestamp: number): Uint8Array {
    const now = newest(packet);
    if (now === null) return packet;
    const sent = pack(now, timestamp, this.#copies(timestamp));
    // Its own memory: the packet's may be taken away when it is sent.
    this.#before.push({ timestamp, data: now.data.slice() });
    if (this.#before.length > this.#mostCopies) this.#before.shift();
    return sent;
  }

  #copies(timestamp: number): Said[] {
    return this.#before
      .slice(-this.copies)
      .filter(({ timestamp: then, data }) => older(timestamp, then) <= MOST_OLDER && data.length <= MOST_BYTES);
  }
}

function pack(now: Newest, timestamp: number, copies: readonly Said[]): Uint8Array {
  const headers = copies.flatMap(({ timestamp: then, data }) => {
    const word = (older(timestamp, then) << 10) | data.length;
    return [IS_COPY | now.payloadType, (word >> 16) & 0xff, (word >> 8) & 0xff, word & 0xff];
  });
  return joined(Uint8Array.from([...headers, now.payloadType]), ...copies.map(({ data }) => data), now.data);
}

function older(now: number, then: number): number {
  return (now - then) >>> 0;
}
