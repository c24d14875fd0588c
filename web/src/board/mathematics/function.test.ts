import { describe, expect, it } from "vitest";

import { Unreadable } from "./expression";
import { readFunction } from "./function";

function problemOf(typed: string): unknown {
  try {
    readFunction(typed);
  } catch (error) {
    return (error as Unreadable).problem;
  }
}

describe("a function as people write it", () => {
  it.each<[typed: string, x: number, y: number]>([
    ["y = sin x", 1, Math.sin(1)],
    ["f(x) = x^2 - 3", 3, 6],
    ["2x", 3, 6],
    ["2x^2", 3, 18],
    ["-x^2", 3, -9],
    ["1/2x", 3, 1.5],
    ["1/(2x)", 4, 0.125],
    ["x(x+1)", 3, 12],
    ["(x+1)(x-1)", 3, 8],
    ["2(x+1)^2", 2, 18],
    ["x²−3x³", 2, -20],
    ["0,5x", 4, 2],
    ["3 · x : 2", 4, 6],
    ["sin 2x", 1, Math.sin(2)],
    ["sin x cos x", 1, Math.sin(1) * Math.cos(1)],
    ["sin x^2", 2, Math.sin(4)],
    ["sin(x)^2", 1, Math.sin(1) ** 2],
    ["sin²x", 1, Math.sin(1) ** 2],
    ["sin^2(x) + cos^2(x)", 0.7, 1],
    ["sin -x", 1, -Math.sin(1)],
    ["sin x/2", 1, Math.sin(1) / 2],
    ["SIN(X)", 1, Math.sin(1)],
    ["xsin(x)", 2, 2 * Math.sin(2)],
    ["√x + 1", 9, 4],
    ["√(x+1)", 8, 3],
    ["sqrt 2x", 3, Math.SQRT2 * 3],
    ["|x - 3|", 1, 2],
    ["2|x|", -3, 6],
    ["|x|-|x-1|", -3, -1],
    ["| |x| - 2 |", -1, 1],
    ["e^x", 2, Math.E ** 2],
    ["e^-x", 2, Math.E ** -2],
    ["e^-x^2", 2, Math.E ** -4],
    ["exp(-x)", 2, Math.exp(-2)],
    ["2πx", 1, 2 * Math.PI],
    ["ln x + log x", 10, Math.log(10) + 1],
    ["arctan x", 1, Math.PI / 4],
    ["x^2^3", 2, 256],
    ["2^x", 3, 8],
    ["3", 5, 3],
    [".5x", 4, 2],
  ])("%s at %f is %f", (typed, x, y) => {
    const { parameters, evaluate } = readFunction(typed);
    expect(parameters).toEqual([]);
    expect(evaluate(x, {})).toBeCloseTo(y, 10);
  });

  it.each([
    ["ax^2 + bx + c", ["a", "b", "c"], 2 * 9 + 3 * 3 + 4],
    ["a*sin(b x)", ["a", "b"], 2 * Math.sin(9)],
    ["a(x + c)", ["a", "c"], 14],
    ["Ax", ["A"], 15],
    ["abx", ["a", "b"], 18],
  ])("%s has the parameters %j", (typed, names, at3) => {
    const { parameters, evaluate } = readFunction(typed);
    expect(parameters).toEqual(names);
    expect(evaluate(3, { a: 2, b: 3, c: 4, A: 5 })).toBeCloseTo(at3, 10);
  });
});

describe("what is no function", () => {
  it.each([
    ["", { kind: "empty" }],
    ["y =", { kind: "empty" }],
    ["2 +", { kind: "unfinished" }],
    ["x ^", { kind: "unfinished" }],
    ["* x", { kind: "unfinished" }],
    ["sin", { kind: "unfinished" }],
    ["(x + 1", { kind: "brackets" }],
    ["x + 1)", { kind: "brackets" }],
    ["|x", { kind: "brackets" }],
    ["()", { kind: "brackets" }],
    ["x = 3 = y", { kind: "equation" }],
    ["x^2 + y^2", { kind: "equation" }],
    ["x & 3", { kind: "character", character: "&" }],
    ["x; 3", { kind: "character", character: ";" }],
    ["x!", { kind: "character", character: "!" }],
    ["'x'", { kind: "character", character: "'" }],
    ["x".repeat(201), { kind: "tooLong" }],
    ["(".repeat(100) + "x" + ")".repeat(100), { kind: "tooLong" }],
    ["sin ".repeat(45) + "x", { kind: "tooLong" }],
  ])("%.30s says what is wrong", (typed, problem) => {
    expect(problemOf(typed)).toEqual(problem);
  });

  it.each(["constructor", "import('fs')", "window.alert(1)", "x.constructor", "[1,2]", "f(x)=import", "__proto__", "eval(1)"])("%s reaches nothing", (typed) => {
    const problem = problemOf(typed);
    if (problem) return;
    // Letters side by side are a product.
    expect(readFunction(typed).parameters.every((name) => name.length === 1)).toBe(true);
  });

  it("costs no time, however deep", () => {
    const begun = performance.now();
    problemOf("2^".repeat(99) + "x");
    problemOf("-".repeat(199) + "x");
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
