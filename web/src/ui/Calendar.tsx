import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatPlainDate } from "@/i18n/dates";

import { IconButton } from "./Button";
import { addDays, addMonths, firstDayOfWeek, startOfWeek, weeksOfMonth } from "./calendar";
import { cx } from "./cx";

interface CalendarProps {
  value: string;
  today: string;
  /** Days before this one cannot be chosen. */
  earliest?: string;
  onChoose: (date: string) => void;
}

/** One month as a grid (ARIA date picker pattern): arrows move by day and week, Page Up and Down by month. */
export function Calendar({ value, today, earliest = "", onChoose }: CalendarProps) {
  const { t } = useTranslation();
  const [focused, setFocused] = useState(value);
  const grid = useRef<HTMLTableElement>(null);
  const byKeyboard = useRef(true);
  const firstDay = firstDayOfWeek();
  const weeks = weeksOfMonth(focused, firstDay);
  const month = focused.slice(0, 7);

  useEffect(() => {
    if (byKeyboard.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [focused]);

  function move(date: string, keyboard: boolean) {
    byKeyboard.current = keyboard;
    setFocused(date);
  }

  function onKeyDown(event: KeyboardEvent) {
    const target = keyTarget(event.key, focused, firstDay);
    if (!target) return;
    event.preventDefault();
    // A day that cannot be chosen cannot have the focus either.
    move(target < earliest ? earliest : target, true);
  }

  return (
    <div className="flex flex-col gap-2 p-3">
      <div className="flex items-center justify-between">
        <IconButton
          label={t("calendar.previous")}
          icon={<ChevronLeft size={20} aria-hidden />}
          onClick={() => move(addMonths(focused, -1), false)}
        />
        <p aria-live="polite" className="font-display font-semibold first-letter:uppercase">
          {formatPlainDate(focused, { month: "long", year: "numeric" })}
        </p>
        <IconButton
          label={t("calendar.next")}
          icon={<ChevronRight size={20} aria-hidden />}
          onClick={() => move(addMonths(focused, 1), false)}
        />
      </div>
      <table ref={grid} role="grid" className="border-separate border-spacing-0.5" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weeks[0]?.map((date) => (
              <th
                key={date}
                scope="col"
                abbr={formatPlainDate(date, { weekday: "long" })}
                className="size-10 text-sm font-normal text-quiet"
              >
                {formatPlainDate(date, { weekday: "short" }).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} role="gridcell" aria-selected={date === value} className="p-0">
                  <button
                    type="button"
                    tabIndex={date === focused ? 0 : -1}
                    disabled={date < earliest}
                    aria-label={formatPlainDate(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" })}
                    aria-current={date === today ? "date" : undefined}
                    onClick={() => onChoose(date)}
                    className={cx(
                      "size-10 rounded-full tabular transition-colors disabled:opacity-35",
                      date === value ? "bg-accent font-semibold text-on-accent" : "hover:bg-hover",
                      date !== value && !date.startsWith(month) && "text-quiet",
                      date !== value && date === today && "font-bold text-accent ring-1 ring-accent ring-inset",
                    )}
                  >
                    {Number(date.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function keyTarget(key: string, date: string, firstDay: number): string | null {
  switch (key) {
    case "ArrowLeft":
      return addDays(date, -1);
    case "ArrowRight":
      return addDays(date, 1);
    case "ArrowUp":
      return addDays(date, -7);
    case "ArrowDown":
      return addDays(date, 7);
    case "Home":
      return startOfWeek(date, firstDay);
    case "End":
      return addDays(startOfWeek(date, firstDay), 6);
    case "PageUp":
      return addMonths(date, -1);
    case "PageDown":
      return addMonths(date, 1);
    default:
      return null;
  }
}
