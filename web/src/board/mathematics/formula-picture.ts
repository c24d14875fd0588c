/**
 * LaTeX becomes an SVG of nothing but shapes. MathJax is put together from its parts rather than loaded as a whole: its loader
 * would fetch extensions, and `\href`, `\require`, `\def` and HTML in formulas have no business on a board. They are unknown here.
 */
import "mathjax-full/js/input/tex/ams/AmsConfiguration.js";
import "mathjax-full/js/input/tex/base/BaseConfiguration.js";
import "mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js";
import "mathjax-full/js/input/tex/cancel/CancelConfiguration.js";
import "mathjax-full/js/input/tex/configmacros/ConfigMacrosConfiguration.js";

import { liteAdaptor } from "mathjax-full/js/adaptors/liteAdaptor.js";
import { RegisterHTMLHandler } from "mathjax-full/js/handlers/html.js";
import type TexError from "mathjax-full/js/input/tex/TexError.js";
import { TeX } from "mathjax-full/js/input/tex.js";
import { mathjax } from "mathjax-full/js/mathjax.js";
import { SVG } from "mathjax-full/js/output/svg.js";

import type { SvgPicture } from "./picture";

/** As sanitise.ts has it. */
export const LONGEST_FORMULA = 4_000;
const DEEPEST = 30;
/** Height of a capital M at a formula's natural size, and of a small x as TeX's font has it. */
const EM = 32;
const EX = EM * 0.442;
const AROUND = 4;
const LARGEST = 6_000;

/** What MathLive's keyboard writes and LaTeX does not know. */
const MACROS = {
  differentialD: "\\mathrm{d}",
  exponentialE: "\\mathrm{e}",
  imaginaryI: "\\mathrm{i}",
  imaginaryJ: "\\mathrm{j}",
  placeholder: ["\\square", 1],
  C: "\\mathbb{C}",
  N: "\\mathbb{N}",
  Q: "\\mathbb{Q}",
  R: "\\mathbb{R}",
  Z: "\\mathbb{Z}",
  degree: "^\\circ",
};

const SHAPES = new Set(["svg", "g", "path", "rect", "line", "ellipse", "polygon", "text"]);
/** Of MathJax's own, and what places and paints shapes. */
const ATTRIBUTES =
  /^(data-[\w-]+|xmlns|viewBox|width|height|x|y|[xy][12]|[cr][xy]|d|points|transform|fill|stroke|stroke-[a-z]+|font-(family|size|style|weight)|class|style|role|focusable|preserveAspectRatio)$/;

export type FormulaProblem =
  | { kind: "empty" | "tooLong" | "tooDeep" | "tooLarge" | "unreadable" | "brackets" | "argument" }
  | { kind: "unknown"; name: string };

export type Drawn = { picture: SvgPicture; problem?: never } | { problem: FormulaProblem; picture?: never };

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

const page = mathjax.document("", {
  InputJax: new TeX({
    packages: ["base", "ams", "boldsymbol", "cancel", "configmacros"],
    macros: MACROS,
    maxMacros: 500,
    formatError: (_: unknown, error: TexError) => {
      throw error;
    },
  }),
  OutputJax: new SVG({ fontCache: "none" }),
});

/** Never throws: what cannot be drawn is a problem that can be said. */
export function drawFormula(latex: string, colour: string): Drawn {
  const problem = refusal(latex);
  if (problem) return { problem };
  try {
    const container = page.convert(latex, { display: true, em: EM, ex: EX }) as Parameters<typeof adaptor.innerHTML>[0];
    const picture = measured(adaptor.innerHTML(container), colour);
    return picture ? { picture } : { problem: { kind: "tooLarge" } };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** Addresses, styles and attributes. MathJax as it is here knows none of them, but takes them for words in a text; MathLive does not. */
const FOREIGN = /\\(?:href|url|style|class|cssId|html[A-Za-z]*|mmlToken|require|includegraphics)(?![a-zA-Z])/;

/** Seen before MathJax, which goes as deep as a formula does. */
function refusal(latex: string): FormulaProblem | null {
  const [foreign] = FOREIGN.exec(latex) ?? [];
  if (foreign) return { kind: "unknown", name: foreign };
  if (!latex.trim()) return { kind: "empty" };
  if (latex.length > LONGEST_FORMULA) return { kind: "tooLong" };
  let depth = 0;
  for (const [mark] of latex.matchAll(/\\[{}]|[{}]|\\(?:left|begin|right|end)(?![a-z])/g)) {
    if (mark === "{" || mark === "\\left" || mark === "\\begin") depth++;
    if (mark === "}" || mark === "\\right" || mark === "\\end") depth--;
    if (depth > DEEPEST) return { kind: "tooDeep" };
  }
  return null;
}

/** With sizes in pixels, which is what pictures are measured in; null when it is no picture for a board. */
function measured(svg: string, colour: string): SvgPicture | null {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (![root, ...root.querySelectorAll("*")].every(isHarmless)) return null;
  const [left, top, wide, high] = (root.getAttribute("viewBox") ?? "").split(" ").map(Number) as [number, number, number, number];
  const unit = EM / 1_000;
  const margin = AROUND / unit;
  const width = Math.ceil(wide * unit + 2 * AROUND);
  const height = Math.ceil(high * unit + 2 * AROUND);
  if (!(width <= LARGEST && height <= LARGEST)) return null;
  root.setAttribute("viewBox", `${left - margin} ${top - margin} ${width / unit} ${height / unit}`);
  root.setAttribute("width", String(width));
  root.setAttribute("height", String(height));
  for (const name of ["style", "role", "focusable"]) root.removeAttribute(name);
  return { svg: root.outerHTML.replaceAll("currentColor", colour), width, height };
}

function isHarmless({ localName, attributes }: Element): boolean {
  return SHAPES.has(localName) && [...attributes].every(({ name, value }) => ATTRIBUTES.test(name) && !/url\(/i.test(value));
}

function problemOf(error: unknown): FormulaProblem {
  const { id, message } = error as Partial<TexError>;
  const [, name] = /(\\[a-zA-Z]+|\\.)$/.exec(message ?? "") ?? [];
  if (id === "UndefinedControlSequence" && name) return { kind: "unknown", name };
  if (id === "UnknownEnv") return { kind: "unknown", name: "\\begin" };
  if (/brace|\\left|\\right|delimiter|\\begin|\\end/i.test(message ?? "")) return { kind: "brackets" };
  if (id?.startsWith("MissingArg")) return { kind: "argument" };
  return { kind: "unreadable" };
}
