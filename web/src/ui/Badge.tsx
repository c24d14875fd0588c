import type { ReactNode } from "react";

import { cx } from "./cx";

export type Tone = "neutral" | "accent" | "attention" | "danger";

const TONES: Record<Tone, string> = {
  neutral: "bg-hover text-quiet",
  accent: "bg-accent-soft text-accent",
  attention: "bg-attention-soft text-ink",
  danger: "bg-danger-soft text-danger",
};

/** A state as a word and a colour. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
