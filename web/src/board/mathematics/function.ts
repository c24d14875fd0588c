import { type ConstantNode, create, type FunctionNode, type MathNode, type OperatorNode, type ParenthesisNode, parseDependencies, type SymbolNode } from "mathjs/number";

import { type FunctionName, rewritten, Unreadable } from "./expression";

/** By their names. */
export type Parameters = Readonly<Record<string, number>>;
type Evaluate = (x: number, parameters: Parameters) => number;

export interface RealFunction {
  /** The letters in it that stand for numbers, in the order of the alphabet. */
  parameters: string[];
  evaluate: Evaluate;
}

/**
 * Only mathjs's parser is used, none of what mathjs could evaluate: what it has read is turned into the few functions below,
 * and everything else is refused. A text of 200 characters therefore costs at most some dozens of these a point.
 */
// Its types leave open whether this build has them.
const { parse } = create(parseDependencies ?? {});

const CALLS: Record<FunctionName, (x: number) => number> = {
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log10,
  abs: Math.abs,
  ln: Math.log,
};

const OPERATIONS: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  pow: (a, b) => a ** b,
  unaryMinus: (a) => -a,
  unaryPlus: (a) => a,
};

const CONSTANTS: Parameters = { pi: Math.PI, e: Math.E };

/** Throws `Unreadable`. */
export function readFunction(typed: string): RealFunction {
  const parameters = new Set<string>();
  const evaluate = compiled(parsed(rewritten(typed)), parameters);
  return { parameters: [...parameters].sort(), evaluate };
}

function parsed(text: string): MathNode {
  try {
    return parse(text);
  } catch {
    throw new Unreadable({ kind: "unfinished" });
  }
}

function compiled(node: MathNode, parameters: Set<string>): Evaluate {
  switch (node.type) {
    case "ParenthesisNode":
      return compiled((node as ParenthesisNode).content, parameters);
    case "ConstantNode": {
      const value = Number((node as ConstantNode).value);
      return () => value;
    }
    case "SymbolNode":
      return symbol((node as SymbolNode).name, parameters);
    case "FunctionNode":
      return call(node as FunctionNode, parameters);
    case "OperatorNode":
      return operation(node as OperatorNode, parameters);
    default:
      throw new Unreadable({ kind: "unfinished" });
  }
}

function symbol(name: string, parameters: Set<string>): Evaluate {
  if (name === "x") return (x) => x;
  const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined;
  if (constant !== undefined) return () => constant;
  if (!/^[a-z]$/i.test(name)) throw new Unreadable({ kind: "unfinished" });
  if (name === "y") throw new Unreadable({ kind: "equation" });
  parameters.add(name);
  return (_, values) => values[name] ?? NaN;
}

function call({ fn, args }: FunctionNode, parameters: Set<string>): Evaluate {
  const [argument] = args;
  const { name } = fn as { name: string };
  if (!Object.hasOwn(CALLS, name) || !argument || args.length > 1) throw new Unreadable({ kind: "unfinished" });
  const [compute, inner] = [CALLS[name as FunctionName], compiled(argument, parameters)];
  return (x, values) => compute(inner(x, values));
}

function operation({ fn, args }: OperatorNode, parameters: Set<string>): Evaluate {
  const compute = Object.hasOwn(OPERATIONS, fn) ? OPERATIONS[fn] : undefined;
  const [first, second] = args.map((argument) => compiled(argument, parameters));
  if (!compute || !first) throw new Unreadable({ kind: "unfinished" });
  if (!second) return (x, values) => compute(first(x, values), NaN);
  return (x, values) => compute(first(x, values), second(x, values));
}
