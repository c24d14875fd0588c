import { Switch as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";

interface SwitchProps {
  label: ReactNode;
  help?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, help, checked, onChange, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="min-w-0">
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className="text-sm text-quiet">
            {help}
          </p>
        )}
      </div>
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled ?? false}
        aria-describedby={help ? `${id}-help` : undefined}
        className="relative h-7 w-12 shrink-0 rounded-full bg-input transition-colors before:absolute before:-inset-2 before:content-[''] data-[state=checked]:bg-accent disabled:opacity-40"
      >
        <Radix.Thumb className="block size-5.5 translate-x-[3px] rounded-full bg-raised transition-transform data-[state=checked]:translate-x-[23px]" />
      </Radix.Root>
    </div>
  );
}
