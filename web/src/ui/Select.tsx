import { Check, ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

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

/**
 * One of a few (ARIA select-only combobox). The focus stays on the button, so that the page behind is never hidden
 * from anyone, as Radix's own Select does.
 */
export function Select<V extends string>({ value, options, onChange, className, disabled, ...control }: SelectProps<V>) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const chosen = options.findIndex((option) => option.value === value);

  useEffect(() => {
    if (open) list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [open, active]);

  function show(next: boolean) {
    if (next) setActive(Math.max(0, chosen));
    setOpen(next);
  }

  function choose(index: number) {
    const option = options[index];
    if (option) onChange(option.value);
    setOpen(false);
  }

  /** Letters typed within a second make one word; the first option that begins with it is meant. */
  function seek(letter: string, at: number) {
    const text = (at - typed.current.at < 1_000 ? typed.current.text : "") + letter.toLocaleLowerCase();
    typed.current = { text, at };
    const found = options.findIndex((option) => option.label.toLocaleLowerCase().startsWith(text));
    if (found < 0) return;
    setOpen(true);
    setActive(found);
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = options.length - 1;
    if (event.key === "Tab") return setOpen(false);
    if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      return seek(event.key, event.timeStamp);
    }
    const moves: Record<string, number> = {
      ArrowDown: Math.min(active + 1, last),
      ArrowUp: Math.max(active - 1, 0),
      Home: 0,
      End: last,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      if (open) setActive(move);
      else show(true);
    } else if (open && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(active);
    }
  }

  return (
    <Popover.Root open={open} onOpenChange={show}>
      <Popover.Trigger
        {...control}
        role="combobox"
        aria-haspopup="listbox"
        aria-controls={listId}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        disabled={disabled ?? false}
        onKeyDown={onKeyDown}
        className={cx(controlClass, "flex h-11 items-center justify-between gap-2 text-left", className)}
      >
        <span className="truncate">{options[chosen]?.label}</span>
        <ChevronDown size={20} className="shrink-0 text-quiet" aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          role="presentation"
          align="start"
          sideOffset={6}
          collisionPadding={12}
          onOpenAutoFocus={(event) => event.preventDefault()}
          className="z-50 max-h-[min(20rem,var(--radix-popover-content-available-height))] min-w-(--radix-popover-trigger-width) overflow-y-auto rounded-card bg-raised text-ink shadow-float animate-appear"
        >
          <ul id={listId} ref={list} role="listbox" aria-label={control["aria-label"]} aria-labelledby={control.id} className="p-1.5">
            {options.map((option, index) => (
              <li
                key={option.value}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === chosen}
                data-active={index === active || undefined}
                className="flex min-h-11 cursor-pointer items-center justify-between gap-4 rounded-small px-3 select-none hover:bg-hover data-active:bg-hover"
                onClick={() => choose(index)}
              >
                {option.label}
                {index === chosen && <Check size={18} className="text-accent" aria-hidden />}
              </li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
