import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { type Change, DocumentHistory, readHistory } from "./document-history";

/** A text that grows by one number each second. */
function numbers(count: number): Change[] {
  const doc = new Y.Doc();
  const changes: Change[] = [];
  doc.on("update", (update: Uint8Array) => changes.push({ atMs: changes.length * 1_000, update }));
  for (let number = 0; number < count; number += 1) doc.getText("text").insert(doc.getText("text").length, `${number} `);
  return changes;
}

function packed(changes: readonly Change[]): ArrayBuffer {
  const bytes = new Uint8Array(changes.reduce((sum, { update }) => sum + 12 + update.byteLength, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { atMs, update } of changes) {
    view.setFloat64(at, atMs);
    view.setUint32(at + 8, update.byteLength);
    bytes.set(update, at + 12);
    at += 12 + update.byteLength;
  }
  return bytes.buffer;
}

const shown = (history: DocumentHistory) => history.doc.getText("text").toJSON().trim().split(" ").filter(Boolean).length;

describe("reading a history", () => {
  it("finds every change at its moment", () => {
    const changes = numbers(5);
    expect(readHistory(packed(changes))).toEqual(changes);
  });

  it("leaves out what was cut off, wherever that is", () => {
    const bytes = packed(numbers(3));
    for (let length = 0; length < bytes.byteLength; length += 1) {
      expect(readHistory(bytes.slice(0, length)).length).toBeLessThan(3);
    }
  });
});

describe("a document's history", () => {
  it("is at every moment what it was then", () => {
    const history = new DocumentHistory(numbers(50));
    for (const [ms, count] of [[0, 1], [999, 1], [1_000, 2], [20_500, 21], [1e9, 50], [10_000, 11], [3_000, 4], [30_000, 31]] as const) {
      history.show(ms);
      expect([ms, shown(history)]).toEqual([ms, count]);
    }
  });

  it("says whether it went on or had to begin anew", () => {
    const history = new DocumentHistory(numbers(10));
    const before = history.doc;
    expect(history.show(5_000)).toBe("forward");
    expect(history.show(5_500)).toBe("same");
    expect(history.doc).toBe(before);
    expect(history.show(2_000)).toBe("anew");
    expect(history.doc).not.toBe(before);
  });

  it("keeps states to go back to, and never more than allowed", () => {
    const count = 2_000;
    const history = new DocumentHistory(numbers(count), undefined, { everyChanges: 10, everyBytes: 1e9, mostStates: 8 });
    for (let second = 0; second < count; second += 37) {
      history.show(second * 1_000);
      expect(history.keptStates).toBeLessThanOrEqual(8);
    }
    expect(history.keptStates).toBeGreaterThanOrEqual(4);
    for (const second of [1_800, 900, 1_234, 3, 1_999]) {
      history.show(second * 1_000);
      expect(shown(history)).toBe(second + 1);
    }
  });

  it("keeps a state after much was written, however few changes it took", () => {
    const history = new DocumentHistory(numbers(20), undefined, { everyChanges: 1e9, everyBytes: 60, mostStates: 100 });
    history.show(1e9);
    expect(history.keptStates).toBeGreaterThan(3);
  });

  it("goes back at once in a long lesson", () => {
    const history = new DocumentHistory(numbers(20_000));
    history.show(1e9);
    const began = performance.now();
    history.show(10_000_000);
    expect(shown(history)).toBe(10_001);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
