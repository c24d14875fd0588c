import type { Layout } from "./api";

type Place = [x: number, y: number, width: number, height: number];

/** Everybody who is not large. Places are in a picture of 64 × 36. */
const BESIDE: Place[] = [[50, 4, 12, 8], [50, 14, 12, 8], [50, 24, 12, 8]];

/** What is shared, and people. */
const PLACES: Record<Layout, { shared?: Place; people: Place[] }> = {
  presentation: { shared: [2, 2, 46, 32], people: BESIDE },
  speaker: { people: [[2, 5, 46, 26], ...BESIDE] },
  grid: { people: [[2, 2, 29, 15], [33, 2, 29, 15], [2, 19, 29, 15], [33, 19, 29, 15]] },
};

/** How a film is laid out, as a drawing. The words beside it say the same. */
export function LayoutPicture({ layout }: { layout: Layout }) {
  const { shared, people } = PLACES[layout];
  return (
    <svg viewBox="0 0 64 36" aria-hidden className="w-full rounded-small bg-slate-ink">
      {shared && (
        <>
          <Box place={shared} className="fill-chalk" />
          <path d="M8 25 C 15 5, 21 30, 29 14 S 39 14, 43 9" fill="none" strokeWidth="1.6" strokeLinecap="round" className="stroke-slate-ink" />
        </>
      )}
      {people.map((place) => (
        <g key={place.join()}>
          <Box place={place} className="fill-accent" />
          <Person place={place} />
        </g>
      ))}
    </svg>
  );
}

function Box({ place: [x, y, width, height], className }: { place: Place; className: string }) {
  return <rect x={x} y={y} width={width} height={height} rx="1.5" className={className} />;
}

/** Head and shoulders, as tall as there is room for. */
function Person({ place: [x, y, width, height] }: { place: Place }) {
  const middle = x + width / 2;
  const radius = height * 0.17;
  const bottom = y + height;
  const shoulders = height * 0.34;
  return (
    <g className="fill-on-accent">
      <circle cx={middle} cy={y + height * 0.4} r={radius} />
      <path d={`M${middle - shoulders} ${bottom} a${shoulders} ${shoulders} 0 0 1 ${2 * shoulders} 0 z`} />
    </g>
  );
}
