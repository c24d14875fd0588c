import type { ReactNode } from "react";

interface BannerProps {
  icon: ReactNode;
  text: string;
  /** Read out somewhere else already. */
  silent?: boolean;
  /** What can be done about it. */
  children?: ReactNode;
}

/** A line above the stage that says what needs a decision. */
export function Banner({ icon, text, silent = false, children }: BannerProps) {
  return (
    <div
      role={silent ? undefined : "status"}
      className="flex shrink-0 flex-wrap items-center justify-end gap-x-3 gap-y-2 rounded-card bg-attention-soft px-4 py-2"
    >
      <p className="flex min-h-9 min-w-0 flex-1 basis-60 items-center gap-3">
        <span className="shrink-0 text-yellow">{icon}</span>
        {text}
      </p>
      {children}
    </div>
  );
}
