import type { Range } from "./ticks";

export interface Parameter {
  name: string;
  value: number;
}

/** What a picture of functions was drawn from: with it, it can be drawn anew. sanitise.ts checks it. */
export interface Graph {
  /** As they were typed. */
  functions: string[];
  parameters: Parameter[];
  x: Range;
  /** Null: what fits the functions. */
  y: Range | null;
}

export const MOST_FUNCTIONS = 4;
/** How far a slider goes to either side. */
export const FARTHEST_PARAMETER = 10;

export const NEW_GRAPH: Graph = { functions: [""], parameters: [], x: [-10, 10], y: null };

/** For as many functions as there may be; dark enough on white, and told apart by people who see few colours. */
export const COLOURS = ["#1971c2", "#c92a2a", "#2b8a3e", "#9c36b5"] as const;
