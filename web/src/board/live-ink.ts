import type { Ink, InkFrom } from "@/documents/shared-document";

import type { BoardElement } from "./board-document";
import { cleanElement } from "./sanitise";

/** A pen draws: the points since the last tick, as x, y and pressure one after the other. */
interface StrokeInk extends Ink {
  k: "stroke";
  id: string;
  page: string;
  points: number[];
  colour: string;
  width: number;
  opacity: number;
  /** The pen says nothing about pressure. */
  simulated: boolean;
}

/** A shape is being pulled up. */
interface ShapeInk extends Ink {
  k: "shape";
  id: string;
  page: string;
  element: BoardElement;
}

interface EndInk extends Ink {
  k: "end";
  id: string;
}

type BoardInk = StrokeInk | ShapeInk | EndInk;

/** Well below the 40 a second that the server takes. */
const TICK_MS = 33;
/** A frame is at most 4 KB. */
const MOST_POINTS = 100;
const LARGEST_SHAPE = 3_000;
/** A pen that rests says so, for those who would otherwise believe it gone. */
const REST_MS = 1_000;

/** Tells the others what this person is drawing, before it is finished. */
export class InkSender {
  readonly #send: (ink: BoardInk) => void;
  #page = "";
  #drawn: BoardElement | null = null;
  #sentPoints = 0;
  #sentAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(send: (ink: BoardInk) => void) {
    this.#send = send;
  }

  /** Null: nothing is being drawn any more. */
  draw(page: string, element: BoardElement | null): void {
    if (this.#drawn && this.#drawn.id !== element?.id) this.#end(this.#drawn);
    this.#page = page;
    this.#drawn = element;
    if (element === null || this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #end({ id }: BoardElement): void {
    this.stop();
    this.#sentPoints = 0;
    this.#send({ k: "end", id });
  }

  #tick(): void {
    const element = this.#drawn;
    if (element === null) return;
    if (element.type === "freedraw") {
      const from = this.#sentPoints;
      const upTo = Math.min(element.points.length, from + MOST_POINTS);
      if (from === upTo && Date.now() - this.#sentAt < REST_MS) return;
      const points = element.points
        .slice(from, upTo)
        .flatMap(([x, y], index) => [round(element.x + x), round(element.y + y), Math.round((element.pressures[from + index] ?? 0.5) * 100) / 100]);
      this.#sentPoints = upTo;
      this.#send({
        k: "stroke",
        id: element.id,
        page: this.#page,
        points,
        colour: element.strokeColor,
        width: element.strokeWidth,
        opacity: element.opacity,
        simulated: element.simulatePressure,
      });
    } else {
      const shape = cleanElement(element);
      if (shape === null || JSON.stringify(shape).length > LARGEST_SHAPE) return;
      this.#send({ k: "shape", latest: true, id: element.id, page: this.#page, element: shape });
    }
    this.#sentAt = Date.now();
  }
}

/** A stroke or a shape that somebody else is drawing at the moment. */
export interface Drawing {
  page: string;
  element: BoardElement;
  until: number;
}

const FORGOTTEN_AFTER_MS = 4_000;
/** What was drawn comes with the document, a moment after the pen was lifted. */
const LAST_MOMENT_MS = 1_000;
const MOST_DRAWINGS = 200;
const LONGEST_STROKE = 20_000;

/** What the others are drawing. Each is shown until it comes with the document. */
export class LiveInk {
  readonly #drawings = new Map<string, Drawing>();
  readonly #isFinished: (page: string, id: string) => boolean;
  #changed: () => void = () => undefined;

  /** `isFinished`: whether the document has it already. */
  constructor(isFinished: (page: string, id: string) => boolean) {
    this.#isFinished = isFinished;
  }

  /** Whoever paints it. Returns what stops telling. */
  watch(changed: () => void): () => void {
    this.#changed = changed;
    return () => (this.#changed = () => undefined);
  }

  receive({ client, payload }: InkFrom, now: number): void {
    if (!isInk(payload)) return;
    const key = `${client} ${payload.id}`;
    const before = this.#drawings.get(key);
    if (payload.k === "end") {
      if (before) before.until = Math.min(before.until, now + LAST_MOMENT_MS);
      return;
    }
    if (this.#isFinished(payload.page, payload.id) || (!before && this.#drawings.size >= MOST_DRAWINGS)) return;
    const element = payload.k === "stroke" ? stroke(payload, before?.element) : cleanElement(payload.element);
    if (!element) return;
    this.#drawings.set(key, { page: payload.page, element, until: now + FORGOTTEN_AFTER_MS });
    this.#changed();
  }

  /** On a page, without those that are finished or forgotten. */
  on(page: string, now: number): BoardElement[] {
    for (const [key, drawing] of this.#drawings) {
      if (drawing.until < now || this.#isFinished(drawing.page, drawing.element.id)) this.#drawings.delete(key);
    }
    return [...this.#drawings.values()].filter((drawing) => drawing.page === page).map(({ element }) => element);
  }
}

/** As an element, with the new points behind those that came before. */
function stroke({ id, points, colour, width, opacity, simulated }: StrokeInk, before?: BoardElement): BoardElement | null {
  const triples = Array.from({ length: Math.floor(points.length / 3) }, (_, index) => points.slice(index * 3, index * 3 + 3));
  const known = before?.type === "freedraw" ? before : null;
  if ((known?.points.length ?? 0) + triples.length > LONGEST_STROKE) return known;
  const [firstX, firstY] = known ? [known.x, known.y] : [triples[0]?.[0], triples[0]?.[1]];
  if (firstX === undefined || firstY === undefined) return null;
  return cleanElement({
    type: "freedraw",
    id,
    x: firstX,
    y: firstY,
    width: 0,
    height: 0,
    version: 1,
    versionNonce: 1,
    strokeColor: colour,
    strokeWidth: width,
    opacity,
    simulatePressure: simulated,
    points: [...(known?.points ?? []), ...triples.map(([x = 0, y = 0]) => [x - firstX, y - firstY])],
    pressures: [...(known?.pressures ?? []), ...triples.map(([, , pressure = 0.5]) => pressure)],
  });
}

function isInk(payload: unknown): payload is BoardInk {
  if (typeof payload !== "object" || payload === null) return false;
  const { k, id, page, points } = payload as Record<string, unknown>;
  if (typeof id !== "string") return false;
  if (k === "end") return true;
  if (typeof page !== "string") return false;
  return k === "shape" || (k === "stroke" && Array.isArray(points) && points.every((value) => typeof value === "number"));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
