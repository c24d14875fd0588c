import { describe, expect, it } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

import { cursorOf } from "./leader";

const LEADER = 7;

/** A document of two files, and a leader whose cursor is in the first one. */
function led(at: number) {
  const doc = new Y.Doc();
  const [here, elsewhere] = [doc.getText("here"), doc.getText("elsewhere")];
  here.insert(0, "print(1)\n");
  const awareness = new Awareness(doc);
  const head = JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(here, at))) as unknown;
  awareness.states.set(LEADER, { cursor: { anchor: head, head } });
  return { awareness, here, elsewhere };
}

describe("the leader's cursor", () => {
  it("moves with what is written before it", () => {
    const { awareness, here } = led(6);
    here.insert(0, "# one\n");
    expect(cursorOf(awareness, LEADER, here)).toBe(12);
  });

  it("is in no other file, and nobody else's", () => {
    const { awareness, here, elsewhere } = led(6);
    expect(cursorOf(awareness, LEADER, elsewhere)).toBeNull();
    expect(cursorOf(awareness, LEADER + 1, here)).toBeNull();
  });
});
