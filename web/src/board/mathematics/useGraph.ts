import { useMemo, useState } from "react";

import { type FunctionProblem, Unreadable } from "./expression";
import { type RealFunction, readFunction } from "./function";
import { type Graph, MOST_FUNCTIONS, NEW_GRAPH, type Parameter } from "./graph";
import { drawGraph } from "./graph-picture";
import type { SvgPicture } from "./picture";
import type { Range } from "./ticks";

/** A range while it is being typed. */
export interface TypedRange {
  from: string;
  to: string;
}

export interface GraphForm {
  functions: readonly string[];
  /** By function; null: can be drawn. */
  problems: readonly (FunctionProblem | null)[];
  /** Those that the functions hold, with the values that they have. */
  parameters: readonly Parameter[];
  x: TypedRange;
  y: TypedRange;
  isAutomatic: boolean;
  wrongRange: "x" | "y" | null;
  /** Null: nothing that could be inserted yet. */
  graph: Graph | null;
  /** What can be drawn of it already. */
  picture: SvgPicture;
  setFunction: (index: number, typed: string) => void;
  addFunction: () => void;
  removeFunction: (index: number) => void;
  setParameter: (name: string, value: number) => void;
  setRange: (axis: "x" | "y", range: TypedRange) => void;
  setAutomatic: (isAutomatic: boolean) => void;
}

/** What is typed about a graph, and what it means. */
export function useGraph(first: Graph = NEW_GRAPH): GraphForm {
  const [functions, setFunctions] = useState<readonly string[]>(first.functions);
  // Also of letters that are not there at the moment: whoever corrects a function finds them again.
  const [values, setValues] = useState<Readonly<Record<string, number>>>(() => Object.fromEntries(first.parameters.map(({ name, value }) => [name, value])));
  const [x, setX] = useState(typedRange(first.x));
  const [y, setY] = useState(typedRange(first.y ?? [-10, 10]));
  const [isAutomatic, setAutomatic] = useState(first.y === null);

  const read = useMemo(() => functions.map(tryToRead), [functions]);
  const names = [...new Set(read.flatMap(({ is }) => is?.parameters ?? []))].sort();
  const parameters = names.map((name) => ({ name, value: values[name] ?? 1 }));
  const [xRange, yRange] = [rangeOf(x), isAutomatic ? null : rangeOf(y)];
  const wrongRange = xRange === undefined ? "x" : yRange === undefined ? "y" : null;
  const graph: Graph = { functions: [...functions], parameters, x: xRange ?? NEW_GRAPH.x, y: yRange ?? null };
  const isWhole = wrongRange === null && read.every(({ problem }) => problem === null);

  return {
    functions,
    problems: read.map(({ problem }) => problem),
    parameters,
    x,
    y,
    isAutomatic,
    wrongRange,
    graph: isWhole ? graph : null,
    picture: drawGraph(
      graph,
      read.map(({ is }) => is),
    ),
    setFunction: (index, typed) => setFunctions(functions.map((each, at) => (at === index ? typed : each))),
    addFunction: () => functions.length < MOST_FUNCTIONS && setFunctions([...functions, ""]),
    removeFunction: (index) => setFunctions(functions.filter((_, at) => at !== index)),
    setParameter: (name, value) => setValues({ ...values, [name]: value }),
    setRange: (axis, range) => (axis === "x" ? setX(range) : setY(range)),
    setAutomatic,
  };
}

interface Read {
  is: RealFunction | null;
  problem: FunctionProblem | null;
}

function tryToRead(typed: string): Read {
  try {
    return { is: readFunction(typed), problem: null };
  } catch (error) {
    if (error instanceof Unreadable) return { is: null, problem: error.problem };
    throw error;
  }
}

function typedRange([from, to]: Range): TypedRange {
  return { from: String(from), to: String(to) };
}

/** Undefined where it is none. Numbers may be written as "2π" or "1/2". */
function rangeOf({ from, to }: TypedRange): Range | undefined {
  const [low, high] = [from, to].map((typed) => tryToRead(typed).is).map((is) => (is?.parameters.length === 0 ? is.evaluate(NaN, {}) : NaN)) as [number, number];
  const isRange = low < high && Math.abs(low) <= FARTHEST && Math.abs(high) <= FARTHEST && high - low > (Math.abs(low) + Math.abs(high)) * 1e-9;
  return isRange ? [low, high] : undefined;
}

/** As sanitise.ts has it. */
const FARTHEST = 10_000_000;
