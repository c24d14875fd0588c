import type { Elements } from "./board-document";
import type { Box } from "./free-place";

interface GrowingViewOptions {
  /** The part of the page that is seen. */
  seen: () => Box;
  /** Around everything on the page; null while there is nothing. */
  drawn: () => Box | null;
  /** Brings all of it into view. */
  fit: () => void;
}

/** A stroke is mostly followed by another: the view moves once for several. */
const SOON_MS = 500;

/** Keeps everything on a page in view while it grows, until its viewer looks for themselves. */
export class GrowingView {
  readonly #options: GrowingViewOptions;
  /** By page: as far as it reached when it was looked at last. */
  readonly #known = new Map<string, Box | null>();
  readonly #movedByHand = new Set<string>();
  #page = "";
  #stop: () => void = () => undefined;

  constructor(options: GrowingViewOptions) {
    this.#options = options;
  }

  /** This page is before the viewer, in full where it is so for the first time. */
  open(page: string, elements: Elements): void {
    this.#stop();
    this.#page = page;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      this.#look();
    };
    const lookSoon = () => void (timer ??= setTimeout(look, SOON_MS));
    if (this.#known.has(page)) lookSoon();
    else this.#known.set(page, this.#options.drawn());
    elements.observe(lookSoon);
    this.#stop = () => {
      clearTimeout(timer);
      elements.unobserve(lookSoon);
    };
  }

  /** From now on the page stays where its viewer put it. */
  moved(): void {
    this.#movedByHand.add(this.#page);
  }

  stop(): void {
    this.#stop();
  }

  #look(): void {
    const drawn = this.#options.drawn();
    const before = this.#known.get(this.#page) ?? null;
    this.#known.set(this.#page, drawn);
    if (drawn === null || this.#movedByHand.has(this.#page)) return;
    const hasGrown = before === null || !isWithin(drawn, before);
    if (hasGrown && !isWithin(drawn, this.#options.seen())) this.#options.fit();
  }
}

function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
