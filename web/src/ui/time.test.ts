import { describe, expect, it } from "vitest";

import { parseTime } from "./time";

describe("a typed time", () => {
  it.each([
    ["14:30", "14:30"],
    ["14h30", "14:30"],
    ["14.30", "14:30"],
    ["9", "09:00"],
    ["9h", "09:00"],
    ["930", "09:30"],
    ["2:30 pm", "14:30"],
    ["12 am", "00:00"],
    ["12 p.m.", "12:00"],
  ])("%s is %s", (typed, time) => expect(parseTime(typed)).toBe(time));

  it.each(["", "25:00", "14:75", "13 pm", "0 am", "noon", "1:2"])("%s is none", (typed) =>
    expect(parseTime(typed)).toBeNull(),
  );
});
