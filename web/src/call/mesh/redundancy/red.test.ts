import { describe, expect, it } from "vitest";

import { newest, Repeater } from "@/call/mesh/redundancy/red";

const OPUS = 111;
const PACKET_SAMPLES = 960;

/** A packet as Chromium makes it: one copy of what was before, if there was anything. */
function packet(now: number[], before?: number[]): Uint8Array {
  if (!before) return Uint8Array.from([OPUS, ...now]);
  const word = (PACKET_SAMPLES << 10) | before.length;
  return Uint8Array.from([0x80 | OPUS, word >> 16, (word >> 8) & 0xff, word & 0xff, OPUS, ...before, ...now]);
}

/** Every block of a packet, read by the RFC: how much older it is, and what it holds. */
function blocks(red: Uint8Array): { older: number; data: number[] }[] {
  const headers: { older: number; length: number }[] = [];
  let at = 0;
  while ((red[at]! & 0x80) !== 0) {
    const word = (red[at + 1]! << 16) | (red[at + 2]! << 8) | red[at + 3]!;
    headers.push({ older: word >> 10, length: word & 0x3ff });
    at += 4;
  }
  at += 1;
  const read = headers.map(({ older, length }) => ({ older, data: [...red.subarray(at, (at += length))] }));
  return [...read, { older: 0, data: [...red.subarray(at)] }];
}

describe("redundant audio", () => {
  it("is left to the browser as long as one copy is enough", () => {
    const repeater = new Repeater(3);
    expect(repeater.isNeeded).toBe(false);
    repeater.copies = 2;
    expect(repeater.isNeeded).toBe(true);
  });

  it("repeats what was said in the packets before, the oldest first", () => {
    const repeater = new Repeater(3);
    repeater.copies = 2;
    repeater.repack(packet([1]), 0);
    repeater.repack(packet([2, 2], [1]), 960);
    const sent = repeater.repack(packet([3, 3, 3], [2, 2]), 1920);
    expect(blocks(sent)).toEqual([
      { older: 1920, data: [1] },
      { older: 960, data: [2, 2] },
      { older: 0, data: [3, 3, 3] },
    ]);
    expect(newest(sent)).toEqual({ payloadType: OPUS, data: Uint8Array.from([3, 3, 3]) });
  });

  it("goes on where the count of samples wraps around", () => {
    const repeater = new Repeater(2);
    repeater.copies = 2;
    repeater.repack(packet([1]), 2 ** 32 - 960);
    expect(blocks(repeater.repack(packet([2], [1]), 0))).toEqual([
      { older: 960, data: [1] },
      { older: 0, data: [2] },
    ]);
  });

  it("leaves out what its header cannot name: too long ago, or too long", () => {
    const repeater = new Repeater(2);
    repeater.copies = 2;
    repeater.repack(packet([1]), 0);
    repeater.repack(packet(Array.from({ length: 1024 }, () => 7)), 960 * 30);
    expect(blocks(repeater.repack(packet([3]), 960 * 31))).toEqual([{ older: 0, data: [3] }]);
  });

  it("keeps its own memory of what it repeats", () => {
    const repeater = new Repeater(2);
    repeater.copies = 2;
    const first = packet([1, 2, 3]);
    repeater.repack(first, 0);
    first.fill(0);
    expect(blocks(repeater.repack(packet([4]), 960))[0]).toEqual({ older: 960, data: [1, 2, 3] });
  });

  it("passes on what it cannot read", () => {
    const repeater = new Repeater(2);
    repeater.copies = 2;
    for (const broken of [[], [0x80 | OPUS, 0, 0], [0x80 | OPUS, 0, 3, 255, OPUS, 1]]) {
      const sent = Uint8Array.from(broken);
      expect(repeater.repack(sent, 0)).toBe(sent);
    }
  });
});
