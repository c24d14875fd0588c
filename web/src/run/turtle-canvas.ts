import type { Stroke } from "./outputs";

export const CANVAS_WIDTH = 600;
export const CANVAS_HEIGHT = 450;

/** How many units a turtle goes in a second, by its speed: Python's 1 to 10. 0 is at once. */
const UNITS_PER_SECOND = [Infinity, 90, 160, 240, 340, 460, 620, 820, 1_100, 1_500, 2_200];
/** However slow the turtle is: nobody waits longer for a drawing than this, from when it was sent. */
const LONGEST_MS = 20_000;

interface Place {
  x: number;
  y: number;
  heading: number;
  color: string;
}

/**
 * Draws strokes one after the other, each in the time that its turtle takes. Its own paper is apart from the canvas that is seen,
 * so that turtles can walk over what they drew.
 */
export class TurtleCanvas {
  readonly #seen: CanvasRenderingContext2D;
  readonly #paper: CanvasRenderingContext2D;
  readonly #turtles = new Map<number, Place>();
  #waiting: Stroke[] = [];
  /** What lies above the shape that is being outlined. */
  #above: Stroke[] | null = null;
  #ground = "white";
  #speed = 3;
  #credit = 0;
  #last = 0;
  #lateAt = 0;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement) {
    const scale = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = CANVAS_WIDTH * scale;
    canvas.height = CANVAS_HEIGHT * scale;
    this.#seen = context(canvas);
    this.#paper = context(Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height }));
    this.#paper.scale(scale, scale);
    this.#paper.translate(CANVAS_WIDTH / 2, CANVAS_HEIGHT / 2);
    this.#paper.lineCap = this.#paper.lineJoin = "round";
    this.#seen.setTransform(this.#paper.getTransform());
    this.#show();
  }

  /** `atOnce`: a drawing of before, which nobody wants to wait for again. */
  add(strokes: Stroke[], atOnce = false): void {
    if (this.#waiting.length === 0) this.#lateAt = performance.now() + LONGEST_MS;
    this.#waiting.push(...strokes);
    if (atOnce || prefersStillness()) this.#lateAt = 0;
    if (this.#frame === 0) this.#begin();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #begin(): void {
    this.#last = performance.now();
    this.#credit = 0;
    this.#frame = requestAnimationFrame(this.#step);
  }

  readonly #step = (now: number): void => {
    const isLate = now > this.#lateAt;
    const pace = UNITS_PER_SECOND[this.#speed] ?? Infinity;
    this.#credit += ((now - this.#last) / 1000) * pace;
    this.#last = now;
    let drawn = 0;
    for (; drawn < this.#waiting.length; drawn += 1) {
      const stroke = this.#waiting[drawn] as Stroke;
      const cost = isLate || this.#speed === 0 ? 0 : length(stroke);
      if (cost > this.#credit) break;
      this.#credit -= cost;
      this.#draw(stroke);
    }
    this.#waiting.splice(0, drawn);
    this.#show();
    this.#frame = this.#waiting.length > 0 ? requestAnimationFrame(this.#step) : 0;
  };

  #draw(stroke: Stroke): void {
    this.#above?.push(stroke);
    switch (stroke[0]) {
      case "speed":
        this.#speed = stroke[1];
        return;
      case "ground":
        this.#ground = stroke[1];
        return;
      case "turtle": {
        const [, id, x, y, heading, color, isShown] = stroke;
        if (isShown) this.#turtles.set(id, { x, y, heading, color });
        else this.#turtles.delete(id);
        return;
      }
      case "outline":
        this.#above = [];
        return;
      case "fill":
        return this.#fill(stroke[1], stroke[2]);
      case "clear":
        this.#paper.clearRect(-CANVAS_WIDTH, -CANVAS_HEIGHT, 2 * CANVAS_WIDTH, 2 * CANVAS_HEIGHT);
        return;
      default:
        this.#ink(stroke);
    }
  }

  #fill(color: string, points: number[]): void {
    const paper = this.#paper;
    paper.fillStyle = color;
    paper.beginPath();
    for (let at = 0; at < points.length; at += 2) paper.lineTo(points[at] ?? 0, -(points[at + 1] ?? 0));
    paper.fill("evenodd");
    for (const stroke of this.#above ?? []) this.#ink(stroke);
    this.#above = null;
  }

  #ink(stroke: Stroke): void {
    const paper = this.#paper;
    if (stroke[0] === "line") {
      const [, x1, y1, x2, y2, color, width] = stroke;
      paper.strokeStyle = color;
      paper.lineWidth = width;
      paper.beginPath();
      paper.moveTo(x1, -y1);
      paper.lineTo(x2, -y2);
      paper.stroke();
    } else if (stroke[0] === "dot") {
      const [, x, y, diameter, color] = stroke;
      paper.fillStyle = color;
      paper.beginPath();
      paper.arc(x, -y, Math.max(0, diameter) / 2, 0, 2 * Math.PI);
      paper.fill();
    } else if (stroke[0] === "text") {
      const [, x, y, text, color, size, align] = stroke;
      paper.fillStyle = color;
      paper.font = `${size * 1.35}px sans-serif`;
      paper.textAlign = align === "center" || align === "right" ? align : "left";
      paper.fillText(text, x, -y);
    }
  }

  #show(): void {
    const seen = this.#seen;
    seen.fillStyle = this.#ground;
    seen.fillRect(-CANVAS_WIDTH / 2, -CANVAS_HEIGHT / 2, CANVAS_WIDTH, CANVAS_HEIGHT);
    seen.drawImage(this.#paper.canvas, -CANVAS_WIDTH / 2, -CANVAS_HEIGHT / 2, CANVAS_WIDTH, CANVAS_HEIGHT);
    for (const { x, y, heading, color } of this.#turtles.values()) {
      seen.save();
      seen.translate(x, -y);
      seen.rotate((-heading * Math.PI) / 180);
      seen.fillStyle = color;
      seen.fill(new Path2D("M 0 0 L -9 5 L -7 0 L -9 -5 Z"));
      seen.restore();
    }
  }
}

function length(stroke: Stroke): number {
  if (stroke[0] === "line") return Math.hypot(stroke[3] - stroke[1], stroke[4] - stroke[2]);
  return 0;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const made = canvas.getContext("2d");
  if (!made) throw new Error("no canvas");
  return made;
}

function prefersStillness(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
