import { locale } from "./language";

const KILO = 1024;

/** "850 kB", "4.2 MB": as the language writes it. */
export function formatSize(bytes: number): string {
  if (bytes < KILO) return format(bytes, "byte", 0);
  if (bytes < KILO * KILO) return format(bytes / KILO, "kilobyte", 0);
  return format(bytes / KILO / KILO, "megabyte", 1);
}

function format(value: number, unit: string, maximumFractionDigits: number): string {
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits }).format(value);
}
