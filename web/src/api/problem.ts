/** One wrong field of a form, as the server names it. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** An answer that is not a success: problem details (RFC 9457), or the network's silence (`status` 0). */
export class Problem extends Error {
  readonly status: number;
  /** Stable, for programs: `wrong_credentials`, `too_many_tries`, … `network` and `unknown` are our own. */
  readonly code: string;
  readonly fields: FieldProblem[];
  /** Seconds after which trying again makes sense, when the server said so. */
  readonly retryAfter: number | null;

  constructor(given: {
    status: number;
    code: string;
    /** A sentence for people, in their language; empty when the server sent none. */
    detail: string;
    fields?: FieldProblem[];
    retryAfter?: number | null;
  }) {
    super(given.detail);
    this.name = "Problem";
    this.status = given.status;
    this.code = given.code;
    this.fields = given.fields ?? [];
    this.retryAfter = given.retryAfter ?? null;
  }

  /** Whether asking again may go better. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What the server said about one field, or undefined. */
  field(name: string): string | undefined {
    return this.fields.find((each) => each.field === name)?.message;
  }
}

export function networkProblem(): Problem {
  return new Problem({ status: 0, code: "network", detail: "" });
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // fetch() reports every failure to reach the server as a TypeError.
  if (error instanceof TypeError) return networkProblem();
  return new Problem({ status: 0, code: "unknown", detail: "" });
}

/** Reads the body of a failed answer; a proxy's HTML error page becomes a Problem without a sentence. */
export async function problemFrom(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  return problemOf(body, response);
}

/** The same for a body that has been parsed already. */
export function problemOf(body: unknown, response: Response): Problem {
  const retryAfter = Number(response.headers.get("Retry-After"));
  const known = isRecord(body) ? body : {};
  return new Problem({
    status: response.status,
    code: typeof known.code === "string" ? known.code : "unknown",
    detail: typeof known.detail === "string" ? known.detail : "",
    fields: Array.isArray(known.errors) ? known.errors.filter(isFieldProblem) : [],
    retryAfter: retryAfter > 0 ? retryAfter : null,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.field === "string" && typeof value.message === "string";
}
