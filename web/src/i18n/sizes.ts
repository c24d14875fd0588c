import { locale } from "./language";

const KILO = 1024;

/** "1 kB", "850 kB", "4.2 MB": as the language writes it. Nobody counts single bytes. */
export function formatSize(bytes: number): string {
  if (bytes < KILO * KILO) return format(Math.ceil(bytes / KILO), "kilobyte", 0);
  return format(bytes / KILO / KILO, "megabyte", 1);
}

function format(value: number, unit: string, maximumFractionDigits: number): string {
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits }).format(value);
}
