/** Where on the board a person looks, and how others get there. */

/** What a person sees of a page, in the board's own units. */
export interface View {
  page: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How Excalidraw shows a page: a point is at (x + scrollX) · zoom. */
export interface Viewport {
  scrollX: number;
  scrollY: number;
  zoom: number;
  width: number;
  height: number;
}

const SMALLEST_ZOOM = 0.1;
const LARGEST_ZOOM = 30;

export function viewOf(page: string, { scrollX, scrollY, zoom, width, height }: Viewport): View {
  return { page, x: -scrollX, y: -scrollY, width: width / zoom, height: height / zoom };
}

/** So that all of the view is on a screen of this size, in its middle. */
export function viewportFor(view: View, size: { width: number; height: number }): Viewport {
  const fitting = Math.min(size.width / view.width, size.height / view.height);
  const zoom = Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, fitting));
  return {
    ...size,
    zoom,
    scrollX: size.width / zoom / 2 - (view.x + view.width / 2),
    scrollY: size.height / zoom / 2 - (view.y + view.height / 2),
  };
}

/** From somebody else's page: null if it is none. */
export function readView(value: unknown): View | null {
  if (typeof value !== "object" || value === null) return null;
  const { page, x, y, width, height } = value as Record<string, unknown>;
  const numbers = [x, y, width, height];
  if (typeof page !== "string" || !numbers.every((number) => typeof number === "number" && Number.isFinite(number))) return null;
  const view = { page, x, y, width, height } as View;
  return view.width > 0 && view.height > 0 ? view : null;
}
