import { describe, expect, it } from "vitest";

import { participant, remote, stateOf } from "../people/test-state";
import type { RoomState } from "../room-state";
import { owners, ownerToShow } from "./copies";

const TEACHER = participant("Marie", { role: "teacher" });
const STUDENT = participant("Ada");

function rules(more: Partial<RoomState["rules"]>): Partial<RoomState> {
  return { rules: { ...stateOf(STUDENT, []).rules, ...more } };
}

describe("whose copy is on the stage", () => {
  it.each([
    ["everybody's, as long as nothing is private", {}, null],
    ["one's own, while the document is private", { private: ["code" as const] }, "ada"],
    ["everybody's, while another document is private", { private: ["board" as const] }, null],
    ["the one before the class, rather than one's own", { private: ["code" as const], stage: "code" as const, copy_of: "leo" }, "leo"],
    ["the one before the class, when nothing is private any more", { stage: "code" as const, copy_of: "leo" }, "leo"],
    ["one's own, while a copy of something else is before the class", { private: ["code" as const], stage: "board" as const, copy_of: "leo" }, "ada"],
  ])("for a student: %s", (_, change, owner) => {
    expect(ownerToShow(stateOf(STUDENT, [], rules(change)), "code", undefined)).toBe(owner);
  });

  it("for a host: everybody's, until they walk to one", () => {
    const state = stateOf(TEACHER, [], rules({ private: ["code"] }));
    expect(ownerToShow(state, "code", undefined)).toBeNull();
    expect(ownerToShow(state, "code", "ada")).toBe("ada");
  });

  it("for a host: the one before the class, which they may leave for another, also for everybody's", () => {
    const state = stateOf(TEACHER, [], rules({ private: ["code"], stage: "code", copy_of: "leo" }));
    expect(ownerToShow(state, "code", undefined)).toBe("leo");
    expect(ownerToShow(state, "code", "ada")).toBe("ada");
    expect(ownerToShow(state, "code", null)).toBeNull();
  });

  it("for a host: where they walked to is forgotten when nothing is private any more", () => {
    expect(ownerToShow(stateOf(TEACHER, [], rules({})), "code", "ada")).toBeNull();
  });
});

it("those who are no hosts have copies, in the order of their names", () => {
  const helper = remote("Leo", { co_host: true });
  const people = [remote("Tom"), helper, remote("Ada"), remote("Pierre", { role: "teacher" })];
  expect(owners(stateOf(TEACHER, people)).map(({ name }) => name)).toEqual(["Ada", "Tom"]);
});
