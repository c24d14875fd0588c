import { describe, expect, it } from "vitest";

import { participant, stateOf } from "../people/test-state";
import { privacyOf } from "./privacy";

const state = stateOf(participant("Ada"), []);
const session = { end_to_end: true } as NonNullable<typeof state.session>;
const encrypted = { ...state.rules, encrypted: true };
const sfu = { kind: "sfu", number: 1, settled: true } as const;

describe("what is said of a room's privacy", () => {
  it("is that media go from browser to browser, once all of them do", () => {
    expect(privacyOf(state, false)).toBe("direct");
    expect(privacyOf({ ...state, carrier: { kind: "mesh", number: 2, settled: false } }, false)).toBe("server");
  });

  it("is that the server can see and hear as soon as anything may go over it", () => {
    expect(privacyOf({ ...state, carrier: { ...sfu, settled: false } }, false)).toBe("server");
  });

  it("is that everything is locked only where this page has the keys", () => {
    expect(privacyOf({ session, rules: encrypted, carrier: sfu }, true)).toBe("sealed");
    expect(privacyOf({ session, rules: encrypted, carrier: sfu }, false)).toBe("server");
  });

  it("is that it was to be locked and is not, wherever the media go", () => {
    expect(privacyOf({ session, rules: state.rules, carrier: sfu }, true)).toBe("opened");
    expect(privacyOf({ session, rules: state.rules, carrier: state.carrier }, true)).toBe("opened");
  });
});
