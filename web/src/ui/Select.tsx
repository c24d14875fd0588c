import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";

import type { ControlProps } from "./Field";
import { cx } from "./cx";
import { controlClass } from "./inputs";

export interface Option<V extends string> {
  value: V;
  label: string;
}

interface SelectProps<V extends string> extends Partial<ControlProps> {
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
  className?: string;
  "aria-label"?: string;
  disabled?: boolean;
}

export function Select<V extends string>({ value, options, onChange, className, disabled, ...control }: SelectProps<V>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
      disabled={disabled ?? false}
    >
      <Radix.Trigger
        {...control}
        className={cx(controlClass, "flex h-11 items-center justify-between gap-2 text-left", className)}
      >
        <span className="truncate">
          <Radix.Value />
        </span>
        <Radix.Icon>
          <ChevronDown size={20} className="text-quiet" aria-hidden />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          className="z-50 max-h-[min(20rem,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) overflow-hidden rounded-card bg-raised text-ink shadow-float animate-appear"
        >
          <Radix.Viewport className="p-1.5">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex min-h-11 items-center justify-between gap-4 rounded-small px-3 outline-none select-none data-highlighted:bg-hover"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator>
                  <Check size={18} className="text-accent" aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
