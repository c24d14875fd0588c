import type { ComponentProps, ReactNode } from "react";

import { cx } from "./cx";

type Variant = "primary" | "secondary" | "quiet" | "danger";
type Size = "normal" | "large";

const VARIANTS: Record<Variant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "bg-raised text-ink ring-1 ring-inset ring-line hover:bg-hover",
  quiet: "text-ink hover:bg-hover",
  danger: "bg-danger-solid text-on-danger hover:brightness-110",
};

const SIZES: Record<Size, string> = {
  normal: "min-h-11 px-4",
  large: "min-h-13 px-6 text-lg",
};

/** The looks of a button, for links that are the next step of a page. */
export function buttonClass({
  variant = "primary",
  size = "normal",
  className,
}: { variant?: Variant; size?: Size; className?: string | undefined } = {}): string {
  return cx(
    "inline-flex items-center justify-center gap-2 rounded-card font-semibold select-none transition-colors",
    "disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-50 aria-disabled:pointer-events-none",
    VARIANTS[variant],
    SIZES[size],
    className,
  );
}

interface ButtonProps extends ComponentProps<"button"> {
  variant?: Variant;
  size?: Size;
  /** The words that replace the label while something is under way. */
  busy?: ReactNode;
}

export function Button({ variant, size, busy, className, children, type = "button", ...rest }: ButtonProps) {
  const isBusy = Boolean(busy);
  return (
    <button
      type={type}
      className={buttonClass({ variant, size, className: cx(isBusy && "animate-breathe", className) })}
      aria-disabled={isBusy || undefined}
      {...rest}
    >
      {isBusy ? busy : children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  label: string;
  icon: ReactNode;
}

export function IconButton({ label, icon, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        "inline-flex size-11 shrink-0 items-center justify-center rounded-full text-quiet transition-colors",
        "hover:bg-hover hover:text-ink disabled:opacity-50 disabled:pointer-events-none",
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  );
}
