import { CalendarDays } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatPlainDate, wallTime } from "@/i18n/dates";

import { Calendar } from "./Calendar";
import type { ControlProps } from "./Field";
import { cx } from "./cx";
import { controlClass } from "./inputs";
import { useMinute } from "./now";

interface DateFieldProps extends ControlProps {
  /** `2025-11-26` */
  value: string;
  /** The zone in which today is today. */
  zone: string;
  earliest?: string;
  onChange: (date: string) => void;
}

/** A date as words; pressing it opens the month. */
export function DateField({ value, zone, earliest, onChange, ...control }: DateFieldProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const now = useMinute();
  const shown = formatPlainDate(value, { weekday: "short", day: "numeric", month: "long", year: "numeric" });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        {...control}
        // The label alone would hide the date from a screen reader: the name has to hold both.
        aria-label={t("calendar.button", { date: shown })}
        className={cx(controlClass, "flex h-11 items-center justify-between gap-2 text-left")}
      >
        <span className="truncate first-letter:uppercase">{shown}</span>
        <CalendarDays size={20} className="shrink-0 text-quiet" aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t("calendar.title")}
          className="z-50 rounded-card bg-raised text-ink shadow-float animate-appear"
        >
          <Calendar
            value={value}
            today={wallTime(now, zone).date}
            earliest={earliest ?? ""}
            onChoose={(date) => {
              onChange(date);
              setOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
