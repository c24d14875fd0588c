/** Figures for people. Units are the international symbols, which every language of ours uses. */
import { locale } from "./language";

/** "850 kbit/s", "4.2 Mbit/s" */
export function formatRate(kilobits: number): string {
  return kilobits < 1_000 ? `${format(kilobits, 0)} kbit/s` : `${format(kilobits / 1_000, 1)} Mbit/s`;
}

/** "31 ms", "1.4 s" */
export function formatDelay(ms: number): string {
  return ms < 1_000 ? `${format(ms, 0)} ms` : `${format(ms / 1_000, 1)} s`;
}

/** "0.4 %" or "0.4%", as the language has it. */
export function formatPercent(percent: number): string {
  return format(percent / 100, 1, { style: "percent" });
}

/** "A, B and C" */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(items);
}

function format(value: number, maximumFractionDigits: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits, ...options }).format(value);
}
