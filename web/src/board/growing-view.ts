import type * as Y from "yjs";

import type { Elements } from "./board-document";
import type { Box } from "./free-place";

interface GrowingViewOptions {
  /** The part of the page that is seen. */
  seen: () => Box;
  /** Around these elements, as far as they are there; null: there are none. */
  around: (ids: ReadonlySet<string>) => Box | null;
  /** Brings everything on the page into view, or at least these. */
  show: (ids: ReadonlySet<string>) => void;
}

/** A stroke is mostly followed by another: the view moves once for several. */
const SOON_MS = 500;

/** Keeps what is drawn on a page in view, until its viewer looks for themselves. */
export class GrowingView {
  readonly #options: GrowingViewOptions;
  readonly #opened = new Set<string>();
  readonly #movedByHand = new Set<string>();
  #page = "";
  #elements: Elements | null = null;
  /** What was put or changed since the last look. */
  #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: GrowingViewOptions) {
    this.#options = options;
  }

  /** This page is before the viewer; for the first time all of it is seen anyway. */
  open(page: string, elements: Elements): void {
    this.stop();
    this.#page = page;
    this.#elements = elements;
    elements.observe(this.#onChange);
    if (this.#opened.has(page)) this.lookAnew();
    this.#opened.add(page);
  }

  /** Its place has another size, or much happened unseen. */
  lookAnew(): void {
    for (const id of this.#elements?.keys() ?? []) this.#changed.add(id);
    this.#lookSoon();
  }

  /** From now on the page stays where its viewer put it. */
  moved(): void {
    this.#movedByHand.add(this.#page);
  }

  stop(): void {
    this.#elements?.unobserve(this.#onChange);
    this.#elements = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.clear();
  }

  readonly #onChange = ({ keysChanged }: Y.YMapEvent<unknown>): void => {
    for (const id of keysChanged as ReadonlySet<string>) this.#changed.add(id);
    this.#lookSoon();
  };

  #lookSoon(): void {
    this.#timer ??= setTimeout(() => this.#look(), SOON_MS);
  }

  #look(): void {
    this.#timer = undefined;
    const changed = this.#changed;
    this.#changed = new Set();
    if (this.#movedByHand.has(this.#page)) return;
    const { seen, around, show } = this.#options;
    const box = around(changed);
    if (box !== null && !isWithin(box, seen())) show(changed);
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
