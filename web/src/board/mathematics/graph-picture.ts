import { locale } from "@/i18n/language";

import { curve, fittingRange, type Point, simplified } from "./curve";
import { SUPERSCRIPTS } from "./expression";
import type { RealFunction } from "./function";
import { COLOURS, type Graph } from "./graph";
import type { SvgPicture } from "./picture";
import { type Range, ticks } from "./ticks";

const WIDTH = 640;
const PLOT = { left: 16, top: 16, width: 608, height: 420 };
const LEGEND_LINE = 26;
/** A curve's samples lie closer than a pixel is wide. */
const SAMPLES = 2 * PLOT.width;
const TOLERANCE = 0.1;
const INK = "#1e1e1e";
const PALE = "#dee2e6";
const FONT = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"';
const LONGEST_LABEL = 64;

interface Scales {
  x: Range;
  y: Range;
  toX: (x: number) => number;
  toY: (y: number) => number;
}

/** Axes, curves and what they are called. Lines of `functions` that are null are left out: they are not finished. */
export function drawGraph(graph: Graph, functions: readonly (RealFunction | null)[]): SvgPicture {
  const values = Object.fromEntries(graph.parameters.map(({ name, value }) => [name, value]));
  const drawn = functions.map((each) => each && ((x: number) => each.evaluate(x, values)));
  const scales = scalesOf(graph.x, graph.y ?? fittingRange(drawn.filter((each) => each !== null), graph.x));
  const used = new Set(functions.flatMap((each) => each?.parameters ?? []));
  const legend = legendOf(graph, functions, used);
  const height = PLOT.top + PLOT.height + 12 + legend.length * LEGEND_LINE + 4;
  const parts = [
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff"/>`,
    `<clipPath id="plot"><rect x="${PLOT.left}" y="${PLOT.top}" width="${PLOT.width}" height="${PLOT.height}"/></clipPath>`,
    axes(scales),
    ...drawn.map((each, index) => (each ? curveOf(each, scales, colourOf(index)) : "")),
    ...legend,
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${parts.join("")}</svg>`;
  return { svg, width: WIDTH, height };
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? INK;
}

function scalesOf(x: Range, y: Range): Scales {
  const toX = (value: number) => PLOT.left + ((value - x[0]) / (x[1] - x[0])) * PLOT.width;
  const toY = (value: number) => PLOT.top + ((y[1] - value) / (y[1] - y[0])) * PLOT.height;
  return { x, y, toX, toY };
}

function curveOf(of: (x: number) => number, { x, y, toX, toY }: Scales, colour: string): string {
  const lines = curve(of, x, y, SAMPLES).map((points) => simplified(points.map(([px, py]): Point => [toX(px), toY(py)]), TOLERANCE));
  const path = lines.map((points) => `M${points.map(([px, py]) => `${short(px)} ${short(py)}`).join("L")}`).join("");
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round" clip-path="url(#plot)"/>`;
}

function axes({ x, y, toX, toY }: Scales): string {
  const { left, top, width, height } = PLOT;
  const [right, bottom] = [left + width, top + height];
  const [xTicks, yTicks] = [ticks(x, 10), ticks(y, 8)];
  // An axis that is out of sight is drawn at the border it is behind.
  const axisX = within(toX(0), left, right);
  const axisY = within(toY(0), top, bottom);
  const grid = [
    ...xTicks.map((tick) => line(toX(tick), top, toX(tick), bottom, PALE)),
    ...yTicks.map((tick) => line(left, toY(tick), right, toY(tick), PALE)),
  ];
  const arrows = `<path d="M${right - 9} ${short(axisY - 4.5)}L${right} ${short(axisY)}L${right - 9} ${short(axisY + 4.5)}M${short(axisX - 4.5)} ${top + 9}L${short(axisX)} ${top}L${short(axisX + 4.5)} ${top + 9}" fill="none" stroke="${INK}" stroke-width="1.5"/>`;
  const below = axisY > bottom - 20 ? axisY - 7 : axisY + 17;
  const [beside, anchor] = axisX < left + 44 ? [axisX + 7, "start"] : [axisX - 7, "end"];
  const labels = [
    ...xTicks.filter((tick) => tick !== 0 && Math.abs(toX(tick) - axisX) > 12 && toX(tick) < right - 14 && toX(tick) > left + 8).map((tick) => text(toX(tick), below, number(tick), "middle", 13)),
    ...yTicks.filter((tick) => tick !== 0 && Math.abs(toY(tick) - axisY) > 12 && toY(tick) > top + 14).map((tick) => text(beside, toY(tick) + 4.5, number(tick), anchor as Anchor, 13)),
    text(right - 4, axisY - 9, "x", "end", 15, true),
    text(axisX + 9, top + 12, "y", "start", 15, true),
  ];
  return [...grid, line(left, axisY, right, axisY, INK, 1.5), line(axisX, top, axisX, bottom, INK, 1.5), arrows, ...labels].join("");
}

function legendOf({ functions: typed, parameters }: Graph, functions: readonly (RealFunction | null)[], used: ReadonlySet<string>): string[] {
  const first = PLOT.top + PLOT.height + 28;
  const rows = typed.flatMap((label, index) => (functions[index] ? [{ label: label.trim(), colour: colourOf(index) }] : []));
  const named = rows.map(({ label, colour }, row) => {
    const y = first + row * LEGEND_LINE;
    const shown = asPrinted(label.includes("=") ? label : `y = ${label}`);
    return line(PLOT.left, y - 5, PLOT.left + 28, y - 5, colour, 3) + text(PLOT.left + 38, y, cut(shown, LONGEST_LABEL), "start", 16);
  });
  const values = parameters.filter(({ name }) => used.has(name)).map(({ name, value }) => `${name} = ${number(value)}`);
  if (values.length === 0) return named;
  return [...named, text(PLOT.left + 38, first + rows.length * LEGEND_LINE, cut(values.join("    "), LONGEST_LABEL + 16), "start", 16)];
}

/** Whole powers raised, and points for stars. */
function asPrinted(label: string): string {
  const raised = label.replace(/\^(\d+)(?![\d.,])/g, (_, digits: string) => [...digits].map((digit) => SUPERSCRIPTS[Number(digit)]).join(""));
  return raised.replaceAll("*", "·").replaceAll("-", "\u2212").replace(/\bpi\b/g, "π");
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, width = 1): string {
  return `<line x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}" stroke="${colour}" stroke-width="${width}"/>`;
}

type Anchor = "start" | "middle" | "end";

/** With a rim of white, so that it can be read on lines. */
function text(x: number, y: number, content: string, anchor: Anchor, size: number, italic = false): string {
  const style = italic ? ' font-style="italic"' : "";
  return `<text x="${short(x)}" y="${short(y)}" ${FONT} font-size="${size}" text-anchor="${anchor}"${style} fill="${INK}" stroke="#ffffff" stroke-width="3" paint-order="stroke" xml:space="preserve">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  // Nothing that XML cannot hold.
  const plain = content.replace(/[^\t\u0020-\ud7ff\ue000-\ufffd]/g, "");
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function cut(content: string, longest: number): string {
  return content.length > longest ? `${content.slice(0, longest - 1)}…` : content;
}

function number(value: number): string {
  const huge = value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4);
  return new Intl.NumberFormat(locale(), { maximumSignificantDigits: 6, useGrouping: false, notation: huge ? "scientific" : "standard" })
    .format(value)
    .replace("-", "\u2212");
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
