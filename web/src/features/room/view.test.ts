import { describe, expect, it } from "vitest";

import { FIRST_VIEW, type Item, stageOf } from "./view";

const ada: Item = { kind: "person", participantId: "ada", isOwn: false };
const leo: Item = { kind: "person", participantId: "leo", isOwn: false };
const me: Item = { kind: "person", participantId: "me", isOwn: true };
const adasScreen: Item = { kind: "screen", participantId: "ada", isOwn: false };

describe("the stage", () => {
  it("is empty while people only talk", () => {
    expect(stageOf([ada, leo, me], FIRST_VIEW, null, "ada")).toBeNull();
  });

  it("holds the board that I opened, whatever else is shared", () => {
    const board: Item = { kind: "board", participantId: "", isOwn: false };
    expect(stageOf([board, adasScreen, ada, me], { ...FIRST_VIEW, open: "board" }, "leo", "ada")).toBe(board);
  });

  it("holds what is shared", () => {
    expect(stageOf([adasScreen, ada, me], FIRST_VIEW, "leo", null)).toBe(adasScreen);
  });

  it("holds whom the teacher puts there", () => {
    expect(stageOf([ada, leo, me], FIRST_VIEW, "leo", "ada")).toBe(leo);
    expect(stageOf([ada, me], FIRST_VIEW, "leo", null)).toBeNull();
  });

  it("follows the speaker where that was chosen", () => {
    expect(stageOf([ada, leo, me], { ...FIRST_VIEW, layout: "speaker" }, null, "leo")).toBe(leo);
  });

  it("keeps what I pinned, as long as it is there", () => {
    const view = { ...FIRST_VIEW, pinned: "person:leo" };
    expect(stageOf([adasScreen, ada, leo, me], view, "ada", "ada")).toBe(leo);
    expect(stageOf([adasScreen, ada, me], view, null, null)).toBe(adasScreen);
  });
});
