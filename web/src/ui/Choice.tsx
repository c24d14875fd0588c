import type { ReactNode } from "react";

import { cx } from "./cx";

export interface ChoiceOption<V extends string> {
  value: V;
  label: ReactNode;
  help?: ReactNode;
}

interface ChoiceProps<V extends string> {
  name: string;
  value: V | null;
  options: readonly ChoiceOption<V>[];
  onChange: (value: V) => void;
  className?: string;
}

interface SegmentedProps<V extends string> extends ChoiceProps<V> {
  /** What is around it says why. */
  disabled?: boolean;
}

/** A few short answers side by side: native radio buttons that look like one control. Needs a group name around it. */
export function Segmented<V extends string>({ name, value, options, onChange, className, disabled = false }: SegmentedProps<V>) {
  return (
    <div className={cx("flex max-w-full gap-1 overflow-x-auto rounded-card bg-hover p-1", className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            "relative flex min-h-9 shrink-0 grow items-center justify-center rounded-small px-2.5 text-sm sm:px-3.5 font-semibold whitespace-nowrap transition-colors",
            "has-focus-visible:outline-2 has-focus-visible:outline-focus",
            option.value === value ? "bg-raised text-ink ring-1 ring-line" : cx("text-quiet", !disabled && "hover:text-ink"),
            disabled ? "opacity-60" : "cursor-pointer",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}

/** Two or three answers that need a sentence each, as cards. */
export function ChoiceCards<V extends string>({ name, value, options, onChange, className }: ChoiceProps<V>) {
  return (
    <div className={cx("grid gap-3 sm:grid-cols-2", className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            "relative flex cursor-pointer flex-col gap-1 rounded-card bg-raised p-4 transition-shadow",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
            option.value === value ? "ring-2 ring-accent" : "ring-1 ring-input hover:ring-ink/70",
          )}
        >
          <span className="flex items-center justify-between gap-3 font-semibold">
            {option.label}
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="size-5 shrink-0 appearance-none rounded-full ring-1 ring-input outline-none checked:bg-accent checked:ring-[3px] checked:ring-accent checked:shadow-[inset_0_0_0_4px_var(--raised)]"
            />
          </span>
          {option.help && <span className="text-sm text-quiet">{option.help}</span>}
        </label>
      ))}
    </div>
  );
}
