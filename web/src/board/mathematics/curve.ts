import type { Range } from "./ticks";

export type Point = readonly [x: number, y: number];
type Of = (x: number) => number;

/** Between two samples: enough to tell a steep line from a jump, and to find where a function begins. */
const HALVINGS = 24;

/**
 * A curve as lines without gaps: it is interrupted where the function has no value, a jump or a pole. What reaches above or below
 * `y` by more than its height is cut off there.
 */
export function curve(of: Of, x: Range, y: Range, samples: number): Point[][] {
  const height = y[1] - y[0];
  const clamp = (value: number) => Math.min(Math.max(value, y[0] - height), y[1] + height);
  const lines: Point[][] = [];
  let line: Point[] = [];
  const end = () => {
    if (line.length > 1) lines.push(line);
    line = [];
  };
  const add = (at: number) => line.push([at, clamp(of(at))]);
  let before = x[0];
  if (Number.isFinite(of(before))) add(before);
  for (let index = 1; index <= samples; index++) {
    const at = x[0] + ((x[1] - x[0]) * index) / samples;
    const [was, is] = [Number.isFinite(of(before)), Number.isFinite(of(at))];
    if (was && is && jumps(of, before, at, height)) end();
    if (was && !is) {
      add(border(of, before, at));
      end();
    }
    if (!was && is) add(border(of, at, before));
    if (is) add(at);
    before = at;
  }
  end();
  return lines;
}

/** Halving an interval makes a steep line's rise small in the end; a jump keeps its height. */
function jumps(of: Of, from: number, to: number, height: number): boolean {
  const rise = Math.abs(of(to) - of(from));
  if (rise < height / 200) return false;
  let [left, right] = [from, to];
  for (let count = 0; count < HALVINGS; count++) {
    const middle = (left + right) / 2;
    const [low, value, high] = [of(left), of(middle), of(right)];
    if (!Number.isFinite(value)) return true;
    if (Math.abs(value - low) > Math.abs(high - value)) right = middle;
    else left = middle;
  }
  return Math.abs(of(right) - of(left)) > rise / 4;
}

/** The last place with a value on the way from one that has one to one that has none. */
function border(of: Of, inside: number, outside: number): number {
  let [good, bad] = [inside, outside];
  for (let count = 0; count < HALVINGS; count++) {
    const middle = (good + bad) / 2;
    if (Number.isFinite(of(middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Without the points that lie within `tolerance` of a straight line between others (Ramer, Douglas and Peucker). */
export function simplified(points: readonly Point[], tolerance: number): Point[] {
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part;
    const [farthest, distance] = farthestBetween(points, from, to);
    if (distance <= tolerance) continue;
    kept.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, index) => kept.has(index));
}

function farthestBetween(points: readonly Point[], from: number, to: number): [index: number, distance: number] {
  const [[x0, y0], [x1, y1]] = [points[from], points[to]] as [Point, Point];
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  let found: [number, number] = [from, 0];
  for (let index = from + 1; index < to; index++) {
    const [x, y] = points[index] as Point;
    const distance = Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length;
    if (distance > found[1]) found = [index, distance];
  }
  return found;
}

/** Where most of the functions' values lie: poles and steep ends do not make the rest flat. */
export function fittingRange(functions: readonly Of[], x: Range): Range {
  const values = functions.flatMap((of) => sampled(of, x)).sort((a, b) => a - b);
  const [least, most] = [values[0], values.at(-1)];
  if (least === undefined || most === undefined) return [-10, 10];
  const at = (part: number) => values[Math.round(part * (values.length - 1))] ?? 0;
  const spread = at(0.92) - at(0.08);
  const low = Math.max(least, at(0.08) - spread);
  const high = Math.min(most, at(0.92) + spread);
  // A constant has a range too, and a zero line that is near belongs to it.
  const room = (high - low) * 0.08 || Math.max(1, Math.abs(high) / 2);
  return [low > 0 && low < high / 2 ? -room : low - room, high < 0 && high > low / 2 ? room : high + room];
}

function sampled(of: Of, [from, to]: Range): number[] {
  const values = Array.from({ length: 401 }, (_, index) => of(from + ((to - from) * index) / 400));
  return values.filter((value) => Math.abs(value) < 1e9);
}
