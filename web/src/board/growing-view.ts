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
  /** By page: what was put or changed last, as far as that was seen. */
  readonly #latest = new Map<string, ReadonlySet<string>>();
  /** All of the page has to be looked at, whatever was changed. */
  #isAnew = false;
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
    this.#isAnew = true;
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
    this.#isAnew = false;
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
    const isAnew = this.#isAnew;
    this.#changed = new Set();
    this.#isAnew = false;
    if (changed.size > 0) this.#latest.set(this.#page, changed);
    if (this.#movedByHand.has(this.#page)) return;
    const { seen, around, show } = this.#options;
    const all = new Set(this.#elements?.keys());
    const box = around(isAnew ? all : changed);
    if (box !== null && !isWithin(box, seen())) show(this.#latest.get(this.#page) ?? all);
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
