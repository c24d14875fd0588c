import { locale } from "@/i18n/language";

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export function slower(speed: number): number {
  return SPEEDS.findLast((each) => each < speed) ?? SPEEDS[0];
}

export function faster(speed: number): number {
  return SPEEDS.find((each) => each > speed) ?? 3;
}

/** "1.5×", "1,5×" */
export function formatSpeed(speed: number): string {
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(speed)}×`;
}
