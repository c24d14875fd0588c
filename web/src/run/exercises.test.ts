import { expect, it } from "vitest";

import { readExercises } from "./exercises";

it("reads a test from each line with an arrow", () => {
  const text = "# addition\nadd(2, 3) => 5\n\n[1, 2].map((x) => x + 1) => [2, 3]\nnothing here\n => 3\n// f() => 1\n";
  expect(readExercises(text)).toEqual([
    { call: "add(2, 3)", expected: "5" },
    { call: "[1, 2].map((x) => x + 1)", expected: "[2, 3]" },
  ]);
});
