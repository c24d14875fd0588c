import type { CheckInput } from "@/api/types";
import type { CheckState } from "@/call/check/connection-check";
import { STEPS } from "@/call/check/findings";

/** What the teacher is told of a check that is done. */
export function reportOf({ steps, rate, verdict }: CheckState): Pick<CheckInput, "verdict" | "steps" | "rate"> {
  return {
    verdict: verdict ?? "not_ready",
    steps: STEPS.flatMap((step) => {
      const { finding } = steps[step];
      return finding === null ? [] : [{ step, ...finding }];
    }),
    rate,
  };
}
