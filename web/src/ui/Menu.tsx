import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

import { cx } from "./cx";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  align?: "start" | "end";
  side?: "bottom" | "left";
  /** Takes the focus once the menu has closed, in place of the button that opened it. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
}

export function Menu({ trigger, align = "end", side = "bottom", onCloseAutoFocus, children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          onCloseAutoFocus={onCloseAutoFocus}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 overflow-y-auto rounded-card bg-raised p-1.5 text-ink shadow-float animate-appear"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  icon?: ReactNode;
  danger?: boolean;
}

/** With `asChild` the one child is the item (a link); otherwise `onSelect` acts. */
export function MenuItem({ icon, danger = false, asChild, children, className, ...rest }: MenuItemProps) {
  const classes = cx(
    "flex min-h-11 cursor-pointer items-center gap-3 rounded-small px-3 outline-none select-none",
    "data-highlighted:bg-hover data-disabled:opacity-50",
    danger && "text-danger",
    className,
  );
  if (asChild) {
    return (
      <Radix.Item asChild className={classes} {...rest}>
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={classes} {...rest}>
      {icon}
      {children}
    </Radix.Item>
  );
}

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; text: string }[];
  onChange: (value: Value) => void;
}

/** One of several, inside of a menu. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup aria-label={label} value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      <Radix.Label className="px-3 pt-1.5 pb-1 text-sm text-quiet">{label}</Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          className="flex min-h-11 cursor-pointer items-center gap-3 rounded-small px-3 outline-none select-none data-highlighted:bg-hover"
        >
          <span className="flex size-5 items-center justify-center">
            <Radix.ItemIndicator>
              <Check size={20} aria-hidden />
            </Radix.ItemIndicator>
          </span>
          {option.text}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1.5 h-px bg-line" />;
}
