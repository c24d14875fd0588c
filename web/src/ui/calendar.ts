/** Plain dates (`2025-11-26`) and the month that a calendar shows. No zones here: a date is the same everywhere. */
import { locale } from "@/i18n/language";

const DAY = 86_400_000;

export function addDays(date: string, days: number): string {
  return plain(utc(date).getTime() + days * DAY);
}

/** The same day of another month, or that month's last day. */
export function addMonths(date: string, months: number): string {
  const from = utc(date);
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const daysInMonth = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  return plain(first + (Math.min(from.getUTCDate(), daysInMonth) - 1) * DAY);
}

/** Six or fewer weeks of seven dates, from the first day of the week as the language has it. */
export function weeksOfMonth(date: string, firstDay: number): string[][] {
  const month = date.slice(0, 7);
  const first = `${month}-01`;
  let day = addDays(first, -((weekday(first) - firstDay + 7) % 7));
  const weeks: string[][] = [];
  while (weeks.length === 0 || day.startsWith(month)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(day, index)));
    day = addDays(day, 7);
  }
  return weeks;
}

export function startOfWeek(date: string, firstDay: number): string {
  return addDays(date, -((weekday(date) - firstDay + 7) % 7));
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(date: string): number {
  return utc(date).getUTCDay() || 7;
}

interface WeekInfo {
  firstDay: number;
}

/** The first day of the week where the language is spoken; Monday where the browser does not know. */
export function firstDayOfWeek(): number {
  const known = new Intl.Locale(locale()) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  return known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay ?? 1;
}

function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function plain(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
