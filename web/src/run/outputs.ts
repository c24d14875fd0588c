/** What a program shows, piece by piece. Everything here is plain JSON: it travels to other people as it is. */
export type Output =
  | { kind: "text"; stream: "out" | "err" | "in"; text: string }
  | { kind: "table"; columns: string[]; rows: (string | null)[][]; /** Rows that are not shown. */ more: number }
  | { kind: "draw"; strokes: Stroke[] }
  /** An SVG document, as text. Only ever shown as an image: there it runs and fetches nothing. */
  | { kind: "picture"; svg: string }
  /** A whole HTML document, for a frame of the sandbox. */
  | { kind: "page"; html: string }
  | { kind: "test"; call: string; expected: string; got: string; ok: boolean }
  | { kind: "note"; note: Note };

/** What we say about a run, in the reader's language. */
export type Note =
  /** Somebody pressed Stop. */
  | "stopped"
  /** It ran longer than it may. */
  | "time"
  /** It wrote more than it may. */
  | "flood"
  /** It took the worker down with it, most likely by its memory. */
  | "crash"
  /** It ended well and showed nothing. */
  | "silent"
  /** The runtime's own files did not come. */
  | "unavailable"
  /** The browser cannot hold a program while somebody types. */
  | "no-input"
  /** It asked for a package that is not in the sandbox. */
  | "no-package"
  /** The school's code engine does not answer. */
  | "engine-away"
  | "engine-busy"
  /** The engine ended it, for its time or its memory. */
  | "engine-limit"
  /** Compiling took longer than it may. */
  | "compile-time"
  | "not-offered"
  | "too-long"
  /** This person's programs are not sent to the engine. */
  | "may-not";

/** One step of a drawing, in the turtle's coordinates: the origin in the middle, y upwards. */
export type Stroke =
  | ["line", x1: number, y1: number, x2: number, y2: number, color: string, width: number]
  | ["dot", x: number, y: number, diameter: number, color: string]
  | ["text", x: number, y: number, text: string, color: string, size: number, align: string]
  /** What is drawn between `outline` and `fill` lies above the filled shape. */
  | ["outline"]
  | ["fill", color: string, points: number[]]
  | ["ground", color: string]
  | ["turtle", id: number, x: number, y: number, heading: number, color: string, isShown: boolean]
  /** Python's speeds: 1 slow to 10 fast, 0 at once. */
  | ["speed", speed: number]
  /** Takes away what one turtle, or everybody, drew. */
  | ["clear"];

export interface ProgramFile {
  name: string;
  text: string;
}

/** One line of an exercise: this call should give this answer. Both are expressions in the file's language. */
export interface Exercise {
  call: string;
  expected: string;
}

export interface RunOptions {
  onOutput: (output: Output[]) => void;
  /** What the program runs in is still being loaded, and later: it is there. */
  onLoading?: (isLoading: boolean) => void;
  /** Somebody's answer to a question of the program. */
  input: (question: string) => Promise<string>;
  /** What it reads where nobody can be asked meanwhile. */
  given?: string;
  signal: AbortSignal;
  /** With exercises, the file is loaded and the calls are tried, instead of running it as a program. */
  exercises?: Exercise[];
  /** What a compiler made of the files: the program itself. */
  program?: ArrayBuffer;
}

export interface Result {
  ok: boolean;
  /** Why it ended before its end. */
  note?: Note;
  /** Of a compiler: what it made. */
  program?: ArrayBuffer;
}

export interface Runner {
  run(files: ProgramFile[], entry: string, options: RunOptions): Promise<Result>;
  /** Loads what the first run would wait for. */
  prepare(): void;
  close(): void;
}
