import type { Judgement } from "@/call/stats";

/**
 * How much the upload may take of the line. `free`: there is no call. `gentle`: it rests as long as it worked. `speech`: only voices, a tenth
 * of everything. `nothing`: it waits; what is captured meanwhile is kept, and sent later.
 */
export type Pace = "free" | "gentle" | "speech" | "nothing";

/** The call comes first: what is heard now cannot be sent later. `own`: how well this page reaches the others. */
export function paceFor(own: Judgement | null): Pace {
  // A device that has too much to do gains nothing from a line that stands still.
  if (own === null || own.quality === "good" || own.reason === "processor") return "gentle";
  return own.quality === "weak" ? "speech" : "nothing";
}
