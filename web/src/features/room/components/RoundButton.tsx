import type { ComponentProps, ReactNode } from "react";

import { cx } from "@/ui/cx";

interface RoundButtonProps extends Omit<ComponentProps<"button">, "children"> {
  label: string;
  icon: ReactNode;
  /** Switched off, and that matters: the microphone or the camera. */
  off?: boolean;
  /** A number on the rim, for people who wait. */
  count?: number;
  countClassName?: string;
}

/** The round controls of room and green room. Their name is what a press will do. */
export function RoundButton({ label, icon, off = false, count = 0, countClassName, className, ...rest }: RoundButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        "relative inline-flex size-12 shrink-0 items-center justify-center rounded-full transition-colors",
        "disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50",
        off ? "bg-danger text-slate-ink hover:brightness-110" : "bg-raised text-ink ring-1 ring-inset ring-line hover:bg-line",
        className,
      )}
      {...rest}
    >
      {icon}
      {count > 0 && (
        <span
          className={cx(
            "absolute -top-1 -right-1 flex min-w-5 items-center justify-center rounded-full bg-yellow px-1 text-sm leading-5 font-semibold text-slate-ink",
            countClassName,
          )}
        >
          {count}
        </span>
      )}
    </button>
  );
}
