import type { Exercise } from "./outputs";

/**
 * An exercise's tests as they are written: one a line, `add(2, 3) => 5`. Lines without an arrow are remarks. The last arrow counts, so
 * that a call may hold a JavaScript function.
 */
export function readExercises(text: string): Exercise[] {
  return text.split("\n").flatMap((line) => {
    const arrow = line.lastIndexOf("=>");
    const isRemark = /^\s*(#|\/\/)/.test(line);
    const call = line.slice(0, arrow).trim();
    const expected = line.slice(arrow + 2).trim();
    return arrow < 0 || isRemark || !call || !expected ? [] : [{ call, expected }];
  });
}
