import type { ReactNode } from "react";

import { cx } from "./cx";

/** Teaches the next step with one sentence and one button. */
export function EmptyState({ children, action, className }: { children: ReactNode; action?: ReactNode; className?: string }) {
  return (
    <div
      className={cx(
        "flex flex-col items-start gap-5 rounded-card border border-dashed border-input/60 p-6 sm:p-8",
        className,
      )}
    >
      <p className="max-w-[52ch] text-lg text-quiet">{children}</p>
      {action}
    </div>
  );
}
