/** From, to. */
export type Range = readonly [from: number, to: number];

/** Round numbers within a range, about as many as are wanted: steps of 1, 2 or 5 times a power of ten. */
export function ticks([from, to]: Range, wanted: number): number[] {
  const step = roundStep((to - from) / wanted);
  if (!(step > 0)) return [];
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return times * power;
}
