import type { Output } from "@/run/outputs";

/** A run as a panel shows it, whoever's browser it runs in. */
export interface ShownRun {
  id: string;
  file: string;
  /** Null: this page. Otherwise the person's name. */
  by: string | null;
  state: "running" | "done";
  /** It waits on this page for what it runs in. */
  isLoading: boolean;
  ok: boolean;
  at: Date;
  output: Output[];
  /** The program waits for an answer that is typed on this page. */
  question: string | null;
  /** It was read from the document, where it is whole: nothing of it is still to come, and its drawing need not be drawn step by step. */
  isPast: boolean;
}

/** What would not be read anyway, and would weigh on the page: the beginning of a very long output goes. */
const CHARACTERS_SHOWN = 100_000;

export function withOutput(shown: Output[], added: Output[]): Output[] {
  const output = [...shown];
  for (const piece of added) {
    const last = output.at(-1);
    if (piece.kind === "text" && last?.kind === "text" && last.stream === piece.stream) {
      output[output.length - 1] = { ...last, text: (last.text + piece.text).slice(-CHARACTERS_SHOWN) };
    } else if (piece.kind === "draw" && last?.kind === "draw") {
      output[output.length - 1] = { ...last, strokes: [...last.strokes, ...piece.strokes] };
    } else output.push(piece);
  }
  return output;
}

/** Whether this came as we send it: another person's page may send anything. */
export function isOutput(value: unknown): value is Output {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  const has = (types: Record<string, string>) =>
    Object.entries(types).every(([key, type]) => typeof (value as Record<string, unknown>)[key] === type);
  switch (value.kind) {
    case "text":
      return has({ stream: "string", text: "string" });
    case "table":
      return has({ more: "number" }) && "columns" in value && "rows" in value && isGrid(value.columns, value.rows);
    case "draw":
      return "strokes" in value && Array.isArray(value.strokes) && value.strokes.every(isStroke);
    case "picture":
      return has({ svg: "string" });
    case "page":
      return has({ html: "string" });
    case "test":
      return has({ call: "string", expected: "string", got: "string", ok: "boolean" });
    case "note":
      return has({ note: "string" });
    default:
      return false;
  }
}

function isGrid(columns: unknown, rows: unknown): boolean {
  const isRow = (row: unknown) => Array.isArray(row) && row.every((cell) => typeof cell === "string" || cell === null);
  return isRow(columns) && Array.isArray(rows) && rows.every(isRow);
}

/** Arrays of a name, numbers and texts; a canvas ignores numbers and colours that make no sense. */
function isStroke(stroke: unknown): boolean {
  if (!Array.isArray(stroke) || typeof stroke[0] !== "string") return false;
  if (stroke[0] === "fill") return Array.isArray(stroke[2]) && stroke[2].every((part) => typeof part === "number");
  return stroke.every((part) => ["string", "number", "boolean"].includes(typeof part));
}
