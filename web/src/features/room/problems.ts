import { asProblem, networkProblem, Problem } from "@/api/problem";
import type { Problem as WireProblem } from "@/call/protocol";
import { ProblemError } from "@/call/room-socket";

export function problemFrom(error: unknown): Problem {
  return error instanceof ProblemError ? fromWire(error.problem) : asProblem(error);
}

export function fromWire({ status, code, detail }: WireProblem): Problem {
  return code === "unreachable" ? networkProblem() : new Problem({ status, code, detail });
}
