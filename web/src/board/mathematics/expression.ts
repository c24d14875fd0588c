/**
 * Functions as people write them: "y = 2x", "sin x", "3 sin²(ax)", "0,5x". Here they are rewritten into what a parser of
 * formulas reads in only one way: brackets round every name, and nothing but numbers, the names below, and + - * / ^.
 */

export const FUNCTIONS = ["arcsin", "arccos", "arctan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "sin", "cos", "tan", "sqrt", "exp", "log", "abs", "ln"] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export const LONGEST_FUNCTION = 200;
const DEEPEST = 20;
/** What a square root without brackets stands over is one thing, a sine's argument ends with the product. */
const OF_ONE_FACTOR: readonly string[] = ["sqrt", "abs"];

export type FunctionProblem =
  | { kind: "empty" | "tooLong" | "brackets" | "equation" | "unfinished" }
  | { kind: "character"; character: string };

export class Unreadable extends Error {
  readonly problem: FunctionProblem;

  constructor(problem: FunctionProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

export const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const RAISED = new RegExp(`[${SUPERSCRIPTS}]+`, "g");
const SIGNS: [RegExp, string][] = [
  [/[\u2212\u2013]/g, "-"],
  [/\*\*/g, "^"],
  [/[·×∙⋅]/g, "*"],
  [/[÷:]/g, "/"],
  [/π/g, "pi"],
  [/√/g, "sqrt"],
  [/[[{]/g, "("],
  [/[\]}]/g, ")"],
  [/(\d),(\d)/g, "$1.$2"],
];

/** Throws `Unreadable`. */
export function rewritten(typed: string): string {
  if (typed.length > LONGEST_FUNCTION) throw new Unreadable({ kind: "tooLong" });
  const level = typed.replace(RAISED, (digits) => `^${[...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join("")}`);
  const plain = SIGNS.reduce((text, [sign, meant]) => text.replace(sign, meant), level);
  const right = plain.replace(/^\s*(y|[a-z]\s*\(\s*x\s*\))\s*=/i, "");
  if (right.includes("=")) throw new Unreadable({ kind: "equation" });
  if (!right.trim()) throw new Unreadable({ kind: "empty" });
  return new Rewriter(tokensOf(right)).all();
}

const TOKEN = new RegExp(`\\s+|\\d+\\.?\\d*|\\.\\d+|${FUNCTIONS.join("|")}|pi|[a-z]|[-+*/^()|]`, "iy");

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let openBars = 0;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) throw new Unreadable({ kind: "character", character: [...text.slice(at)][0] ?? "" });
    if (!token.trim()) continue;
    if (token !== "|") tokens.push(nameOf(token));
    else if (openBars > 0 && !"+-*/^(".includes(tokens.at(-1) ?? "(")) {
      openBars--;
      tokens.push(")");
    } else {
      openBars++;
      tokens.push("abs", "(");
    }
  }
  return tokens;
}

/** Functions may be written in capitals; among letters only x, as A and a may be two parameters. */
function nameOf(token: string): string {
  return token.length > 1 || token === "X" ? token.toLowerCase() : token;
}

class Rewriter {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  all(): string {
    const text = this.#sum();
    if (this.#at < this.#tokens.length) throw new Unreadable({ kind: "brackets" });
    return text;
  }

  #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(): string {
    const token = this.#next();
    if (token === undefined) throw new Unreadable({ kind: "unfinished" });
    this.#at++;
    return token;
  }

  /** Up to the bracket that ends it. */
  #sum(): string {
    if (++this.#depth > DEEPEST) throw new Unreadable({ kind: "tooLong" });
    let text = "";
    do {
      while (this.#next() === "-" || this.#next() === "+") text += this.#take();
      text += this.#product();
      if (this.#next() === "*" || this.#next() === "/" || this.#next() === "+" || this.#next() === "-") text += this.#take();
      else break;
    } while (this.#at <= this.#tokens.length);
    this.#depth--;
    return text;
  }

  /** What stands side by side. */
  #product(): string {
    const factors = [this.#power()];
    while (this.#startsFactor()) factors.push(this.#power());
    return factors.join(" ");
  }

  #startsFactor(): boolean {
    const next = this.#next();
    return next !== undefined && !"+-*/^)".includes(next);
  }

  #power(): string {
    return this.#raised(this.#factor());
  }

  #raised(base: string): string {
    if (this.#next() !== "^") return base;
    this.#take();
    const sign = this.#next() === "-" || this.#next() === "+" ? this.#take() : "";
    return `${base}^(${sign}${this.#power()})`;
  }

  #factor(): string {
    const token = this.#take();
    if (token === "(") return `(${this.#closed()})`;
    if (isFunction(token)) return this.#call(token);
    if (/^[\d.]/.test(token)) return token;
    if (/^[a-z]/i.test(token)) return `(${token})`;
    throw new Unreadable({ kind: token === ")" ? "brackets" : "unfinished" });
  }

  #closed(): string {
    const inside = this.#sum();
    if (this.#next() !== ")") throw new Unreadable({ kind: "brackets" });
    this.#take();
    return inside;
  }

  /** sin(x), sin x, sin 2x, sin²x, sin²(x). */
  #call(name: FunctionName): string {
    const power = this.#raised("");
    if (this.#next() !== "(") return `(${name}(${this.#bareArgument(name)}))${power}`;
    this.#take();
    return `(${name}(${this.#closed()}))${power}`;
  }

  #bareArgument(name: FunctionName): string {
    if (++this.#depth > DEEPEST) throw new Unreadable({ kind: "tooLong" });
    const sign = this.#next() === "-" ? this.#take() : "";
    const factors = [this.#power()];
    while (!OF_ONE_FACTOR.includes(name) && this.#startsFactor() && !isFunction(this.#next() ?? "")) factors.push(this.#power());
    this.#depth--;
    return sign + factors.join(" ");
  }
}

function isFunction(token: string): token is FunctionName {
  return FUNCTIONS.some((name) => name === token);
}
