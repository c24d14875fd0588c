import type { Background } from "./board-document";
import type { Viewport } from "./views";

/** In the board's own units. */
export const SQUARE = 20;
const LINE = 32;
const STAFF_LINE = 10;
const STAFF = 120;
const LINES_OF_A_STAFF = 5;

const PALE = "#d3dfe6";
const INK = "#5a655f";

interface PaperStyle {
  backgroundImage: string;
  backgroundSize: string;
  backgroundPosition: string;
  backgroundRepeat: string;
}

const BLANK: PaperStyle = { backgroundImage: "none", backgroundSize: "auto", backgroundPosition: "0 0", backgroundRepeat: "repeat" };

/** How the paper below the drawing looks where it has been moved and enlarged. */
export function paperStyle(background: Background, { scrollX, scrollY, zoom }: Omit<Viewport, "width" | "height">): PaperStyle {
  const [left, top] = [scrollX * zoom, scrollY * zoom];
  const across = `linear-gradient(${PALE} 1px, transparent 1px)`;
  const down = `linear-gradient(90deg, ${PALE} 1px, transparent 1px)`;
  const square = SQUARE * zoom;
  switch (background) {
    case "plain":
      return BLANK;
    case "lined":
      return { ...BLANK, backgroundImage: across, backgroundSize: `100% ${LINE * zoom}px`, backgroundPosition: `0 ${top}px` };
    case "squared":
      return {
        ...BLANK,
        backgroundImage: `${across}, ${down}`,
        backgroundSize: `${square}px ${square}px`,
        backgroundPosition: `${left}px ${top}px`,
      };
    case "staves":
      return {
        ...BLANK,
        backgroundImage: `linear-gradient(${staffLines(zoom)})`,
        backgroundSize: `100% ${STAFF * zoom}px`,
        backgroundPosition: `0 ${top}px`,
      };
    case "axes":
      return {
        backgroundImage: [`linear-gradient(${INK}, ${INK})`, `linear-gradient(${INK}, ${INK})`, across, down].join(", "),
        backgroundSize: `100% 2px, 2px 100%, ${square}px ${square}px, ${square}px ${square}px`,
        backgroundPosition: `0 ${top}px, ${left}px 0, ${left}px ${top}px, ${left}px ${top}px`,
        backgroundRepeat: "no-repeat, no-repeat, repeat, repeat",
      };
  }
}

function staffLines(zoom: number): string {
  const stops = Array.from({ length: LINES_OF_A_STAFF }, (_, index) => {
    const at = index * STAFF_LINE * zoom;
    const next = index === LINES_OF_A_STAFF - 1 ? STAFF * zoom : at + STAFF_LINE * zoom;
    return `${INK} ${at}px ${at + 1}px, transparent ${at + 1}px ${next}px`;
  });
  return stops.join(", ");
}

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface PaperLine {
  from: [number, number];
  to: [number, number];
  colour: string;
  width: number;
}

/** The same lines one by one, where they cross a part of the board: for pictures of it. */
export function paperLines(background: Background, bounds: Bounds): PaperLine[] {
  const across = (y: number, colour = PALE, width = 1): PaperLine => ({ from: [bounds.left, y], to: [bounds.right, y], colour, width });
  const down = (x: number, colour = PALE, width = 1): PaperLine => ({ from: [x, bounds.top], to: [x, bounds.bottom], colour, width });
  const squares = () => [
    ...multiples(SQUARE, bounds.top, bounds.bottom).map((y) => across(y)),
    ...multiples(SQUARE, bounds.left, bounds.right).map((x) => down(x)),
  ];
  switch (background) {
    case "plain":
      return [];
    case "lined":
      return multiples(LINE, bounds.top, bounds.bottom).map((y) => across(y));
    case "squared":
      return squares();
    case "axes":
      return [...squares(), across(0, INK, 2), down(0, INK, 2)];
    case "staves":
      return multiples(STAFF, bounds.top, bounds.bottom).flatMap((top) =>
        Array.from({ length: LINES_OF_A_STAFF }, (_, index) => across(top + index * STAFF_LINE, INK)),
      );
  }
}

const MOST_LINES = 400;

function multiples(step: number, from: number, to: number): number[] {
  const first = Math.ceil(from / step);
  const count = Math.min(MOST_LINES, Math.max(0, Math.floor(to / step) - first + 1));
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}
