import { Check, ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

import type { ControlProps } from "./Field";
import { cx } from "./cx";
import { controlClass } from "./inputs";

export interface ComboboxOption {
  value: string;
  label: string;
  /** Shown quietly at the right, and searched too. */
  hint?: string;
}

interface ComboboxProps extends ControlProps {
  value: string;
  options: readonly ComboboxOption[];
  onChange: (value: string) => void;
  /** Reads free text (a time that is not on the list); null means that it is none. */
  parse?: (text: string) => string | null;
  /** How the value looks in the field. */
  format: (value: string) => string;
  /** Typing narrows the list (zones) or only moves in it (times). */
  filter?: boolean;
  nothingFound?: string;
  inputMode?: "text" | "numeric";
}

/** An input with a list (ARIA combobox): type, or choose with arrows or pointer. */
export function Combobox({
  value,
  options,
  onChange,
  parse,
  format,
  filter = true,
  nothingFound,
  inputMode = "text",
  ...control
}: ComboboxProps) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  /** What is being typed; null while the field shows its value. */
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);

  const shown = filter && text ? matching(options, text) : options;
  const activeOption = open ? shown[Math.min(active, shown.length - 1)] : undefined;

  useEffect(() => {
    if (open) list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [open, active, text]);

  function openList() {
    setActive(Math.max(0, shown.findIndex((option) => option.value === value)));
    setOpen(true);
  }

  function choose(next: string) {
    onChange(next);
    setText(null);
    setOpen(false);
  }

  function leave() {
    setOpen(false);
    if (text === null) return;
    const typed = parse?.(text) ?? (filter && text !== "" ? shown[0]?.value : undefined);
    if (typed !== undefined && typed !== null) onChange(typed);
    setText(null);
  }

  function type(next: string) {
    setText(next);
    setOpen(true);
    if (filter) setActive(0);
    else {
      const typed = parse?.(next);
      const found = options.findIndex((option) => option.value === typed || (next !== "" && option.label.startsWith(next)));
      if (found >= 0) setActive(found);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = shown.length - 1;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (!open) openList();
        else setActive(clamp(active + (event.key === "ArrowDown" ? 1 : -1), last));
        break;
      case "Enter":
        if (!open && text === null) return;
        event.preventDefault();
        // What was typed in full counts before what happens to be highlighted.
        if (text !== null && parse?.(text)) leave();
        else if (activeOption) choose(activeOption.value);
        else leave();
        break;
      case "Escape":
        if (!open) return;
        event.stopPropagation();
        setText(null);
        setOpen(false);
        break;
    }
  }

  return (
    <div className="relative">
      <input
        {...control}
        type="text"
        role="combobox"
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={activeOption ? optionId(listId, activeOption.value) : undefined}
        className={cx(controlClass, "h-11 pr-11 tabular")}
        value={text ?? format(value)}
        onFocus={(event) => event.target.select()}
        onClick={openList}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      <ChevronsUpDown
        size={18}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2 text-quiet"
      />
      <ul
        id={listId}
        ref={list}
        role="listbox"
        aria-labelledby={control.id}
        hidden={!open}
        className="absolute inset-x-0 top-full z-50 mt-1.5 max-h-72 overflow-y-auto rounded-card bg-raised p-1.5 shadow-float"
        // Without this the field would lose the focus, and close, before the click arrives.
        onMouseDown={(event) => event.preventDefault()}
      >
        {open &&
          shown.map((option) => (
            <li
              key={option.value}
              id={optionId(listId, option.value)}
              role="option"
              aria-selected={option.value === value}
              data-active={option === activeOption || undefined}
              className="flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-small px-3 hover:bg-hover data-active:bg-hover"
              onClick={() => choose(option.value)}
            >
              <span className="tabular">{option.label}</span>
              <span className="flex items-center gap-2 text-sm text-quiet">
                {option.hint}
                {option.value === value && <Check size={18} className="text-accent" aria-hidden />}
              </span>
            </li>
          ))}
        {open && shown.length === 0 && nothingFound && (
          <li role="presentation" className="px-3 py-2.5 text-sm text-quiet">
            {nothingFound}
          </li>
        )}
      </ul>
    </div>
  );
}

function matching(options: readonly ComboboxOption[], text: string): ComboboxOption[] {
  const words = plain(text).split(/\s+/);
  return options.filter((option) => {
    const searched = plain(`${option.label} ${option.hint ?? ""} ${option.value}`);
    return words.every((word) => searched.includes(word));
  });
}

/** Lower case, without accents, so that "reunion" finds "Réunion". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").replaceAll("_", " ").toLowerCase();
}

function clamp(index: number, last: number): number {
  return Math.max(0, Math.min(index, last));
}

function optionId(listId: string, value: string): string {
  return `${listId}-${value.replace(/\W/g, "-")}`;
}
