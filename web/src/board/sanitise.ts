/**
 * What may be on a board, whoever put it there. Elements come from other people, from files and from the clipboard; Excalidraw
 * trusts them. Links and embedded pages are left out altogether (CVE-2026-97224: links of pinned version 0.18.1 can carry
 * scripts); everything else is copied field by field, so that nothing unknown comes along.
 */
import type { BinaryFileData } from "@excalidraw/excalidraw/types";

import type { BoardElement } from "./board-document";

/** Gives the value back if it is acceptable, and undefined if not. */
type Reader = (value: unknown) => unknown;
/** A field with what stands in for it where it is missing or bad; without a stand-in the element is refused. */
type Field = [reader: Reader, standIn?: unknown];
type Fields = Record<string, Field>;

const FARTHEST = 10_000_000;
const MOST_POINTS = 20_000;
const LONGEST_TEXT = 20_000;
/** Bytes of a picture, as text: 500 KB in base64, and what stands before it. */
export const LARGEST_DATA_URL = 700_000;

const number =
  (least = -FARTHEST, most = FARTHEST): Reader =>
  (value) =>
    typeof value === "number" && value >= least && value <= most ? value : undefined;
const whole: Reader = (value) => (Number.isSafeInteger(value) ? value : undefined);
const flag: Reader = (value) => (typeof value === "boolean" ? value : undefined);
const text =
  (longest: number): Reader =>
  (value) =>
    typeof value === "string" && value.length <= longest ? value : undefined;
const matching =
  (pattern: RegExp): Reader =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? value : undefined;
const oneOf =
  (...values: unknown[]): Reader =>
  (value) =>
    values.includes(value) ? value : undefined;
const orNull =
  (read: Reader): Reader =>
  (value) =>
    value === null || value === undefined ? null : read(value);
const list =
  (read: Reader, most: number): Reader =>
  (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const items = value.map(read);
    return items.includes(undefined) ? undefined : items;
  };
const object = (fields: Fields): Reader => {
  const entries = Object.entries(fields);
  return (value) => readFields(value, entries) ?? undefined;
};
const point: Reader = (value) => {
  const [x, y] = Array.isArray(value) ? value.map(number()) : [];
  return x === undefined || y === undefined ? undefined : [x, y];
};

/** An object with nothing in it is none. */
const something =
  (read: Reader): Reader =>
  (value) => {
    const result = read(value);
    return isRecord(result) && Object.keys(result).length > 0 ? result : undefined;
  };
const range: Reader = (value) => {
  const [from, to] = Array.isArray(value) && value.length === 2 ? (value.map(number()) as (number | undefined)[]) : [];
  return from !== undefined && to !== undefined && from < to ? [from, to] : undefined;
};

const id = matching(/^[\w-]{1,64}$/);
const colour = matching(/^(#[\da-f]{3,8}|[a-z]{3,20})$/i);
const points = list(point, MOST_POINTS);

/** What a graph was drawn from, see mathematics/graph.ts. */
const GRAPH = object({
  functions: [list(text(200), 4)],
  parameters: [list(object({ name: [matching(/^[a-z]$/i)], value: [number(-10, 10)] }), 52), []],
  x: [range],
  y: [orNull(range), null],
});

const BASE: Fields = {
  id: [id],
  x: [number()],
  y: [number()],
  width: [number()],
  height: [number()],
  angle: [number(-100, 100), 0],
  strokeColor: [colour, "#1e1e1e"],
  backgroundColor: [colour, "transparent"],
  fillStyle: [oneOf("hachure", "cross-hatch", "solid", "zigzag"), "solid"],
  strokeWidth: [number(0, 200), 2],
  strokeStyle: [oneOf("solid", "dashed", "dotted"), "solid"],
  roundness: [orNull(object({ type: [oneOf(1, 2, 3)], value: [number(0, 10_000), undefined] })), null],
  roughness: [number(0, 10), 1],
  opacity: [number(0, 100), 100],
  seed: [whole, 1],
  version: [whole],
  versionNonce: [whole],
  index: [orNull(matching(/^[\dA-Za-z]{1,200}$/)), null],
  isDeleted: [flag, false],
  groupIds: [list(id, 50), []],
  frameId: [orNull(id), null],
  boundElements: [orNull(list(object({ id: [id], type: [oneOf("arrow", "text")] }), 500)), null],
  updated: [whole, 1],
  locked: [flag, false],
  // Formulas and graphs stay editable (mathematics/).
  customData: [something(object({ latex: [text(4_000), undefined], graph: [GRAPH, undefined] })), undefined],
};

const BINDING = orNull(
  object({
    elementId: [id],
    focus: [number(), 0],
    gap: [number(), 1],
    fixedPoint: [orNull(point), null],
  }),
);
const ARROWHEAD = orNull(matching(/^[a-z_]{1,30}$/));
const SEGMENTS = orNull(list(object({ start: [point], end: [point], index: [whole] }), 1_000));

const LINE: Fields = {
  points: [points],
  lastCommittedPoint: [orNull(point), null],
  startBinding: [BINDING, null],
  endBinding: [BINDING, null],
  startArrowhead: [ARROWHEAD, null],
  endArrowhead: [ARROWHEAD, null],
};

/** Pages and programs of others (embeddable, iframe, magicframe) are not among them. */
const TYPES: Record<string, Fields> = {
  rectangle: {},
  diamond: {},
  ellipse: {},
  line: { ...LINE, polygon: [flag, undefined] },
  arrow: {
    ...LINE,
    elbowed: [flag, false],
    fixedSegments: [SEGMENTS, null],
    startIsSpecial: [orNull(flag), null],
    endIsSpecial: [orNull(flag), null],
  },
  freedraw: {
    points: [points],
    pressures: [list(number(0, 1), MOST_POINTS), []],
    simulatePressure: [flag, true],
    lastCommittedPoint: [orNull(point), null],
  },
  text: {
    text: [text(LONGEST_TEXT)],
    originalText: [text(LONGEST_TEXT), ""],
    fontSize: [number(1, 2_000), 20],
    fontFamily: [number(1, 100), 5],
    textAlign: [oneOf("left", "center", "right"), "left"],
    verticalAlign: [oneOf("top", "middle", "bottom"), "top"],
    containerId: [orNull(id), null],
    autoResize: [flag, true],
    lineHeight: [number(0.1, 10), 1.25],
  },
  image: {
    fileId: [orNull(id), null],
    status: [oneOf("pending", "saved", "error"), "pending"],
    scale: [list(number(-1, 1), 2), [1, 1]],
    crop: [
      orNull(
        object({
          x: [number()],
          y: [number()],
          width: [number()],
          height: [number()],
          naturalWidth: [number()],
          naturalHeight: [number()],
        }),
      ),
      null,
    ],
  },
  frame: { name: [orNull(text(200)), null] },
};

/** Each with its own fields and those of all. As lists: a board may have thousands of elements. */
const ENTRIES = new Map(Object.entries(TYPES).map(([type, fields]) => [type, Object.entries({ ...BASE, ...fields })]));

const PICTURES = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif", "image/bmp", "image/svg+xml"];

/** A copy that is safe to show, to send and to save; null if this is nothing for a board. */
export function cleanElement(value: unknown): BoardElement | null {
  const fields = isRecord(value) && typeof value.type === "string" ? ENTRIES.get(value.type) : undefined;
  if (!isRecord(value) || fields === undefined) return null;
  const element = readFields(value, fields);
  return element && ({ type: value.type, ...element, link: null } as unknown as BoardElement);
}

export function cleanElements(values: Iterable<unknown>): BoardElement[] {
  return [...values].flatMap((value) => cleanElement(value) ?? []);
}

/** A picture on the board: its bytes, and nothing that would have to be fetched. */
export function cleanFile(fileId: string, value: unknown): BinaryFileData | null {
  if (!isRecord(value) || id(fileId) === undefined) return null;
  const { mimeType, dataURL } = value;
  const isPicture = typeof mimeType === "string" && PICTURES.includes(mimeType);
  if (!isPicture || typeof dataURL !== "string" || dataURL.length > LARGEST_DATA_URL) return null;
  const start = `data:${mimeType};base64,`;
  if (!dataURL.startsWith(start) || !/^[\w+/=-]*$/.test(dataURL.slice(start.length))) return null;
  return { id: fileId, mimeType, dataURL, created: 1 } as BinaryFileData;
}

function readFields(value: unknown, fields: [name: string, field: Field][]): Record<string, unknown> | null {
  if (!isRecord(value)) return null;
  const result: Record<string, unknown> = {};
  for (const [name, field] of fields) {
    const [read, standIn] = field;
    const good = read(Object.hasOwn(value, name) ? value[name] : undefined);
    if (good === undefined && field.length === 1) return null;
    // Readers make copies; a list that stands in must not be shared either.
    const kept = good === undefined && Array.isArray(standIn) ? [...(standIn as unknown[])] : (good ?? standIn);
    if (kept !== undefined) result[name] = kept;
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
