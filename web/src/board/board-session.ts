import { CaptureUpdateAction, getCommonBounds } from "@excalidraw/excalidraw";
import type { AppState, BinaryFiles, ExcalidrawImperativeAPI, NormalizedZoomValue } from "@excalidraw/excalidraw/types";
import type * as Y from "yjs";

import type { SharedDocument } from "@/documents/shared-document";

import { BoardDocument, type BoardElement, type Elements, type OrderedElement } from "./board-document";
import { ElementsBinding } from "./elements-binding";
import type { Box } from "./free-place";
import { InkSender, LiveInk } from "./live-ink";
import { paced } from "./paced";
import { Pictures } from "./pictures";
import { Places } from "./places";
import { type View, type Viewport, viewOf, viewportFor } from "./views";

export interface BoardSessionOptions {
  document: SharedDocument;
  api: ExcalidrawImperativeAPI;
  /** The page is gone, or was asked for by somebody who is followed. */
  onPage: (pageId: string) => void;
}

/** While something is dragged it is written this often, so that the others see it move. */
const DRAGGED_EVERY_MS = 80;
/** Of the screen, by what is drawn when all of it is shown. */
const FILLED = 0.75;
const GLIDE_MS = 200;
/** Of the size in which things are drawn. */
const SMALLEST_READABLE = 0.25;

/** One Excalidraw at one document: which page it shows, what goes out and what comes in. */
export class BoardSession {
  readonly board: BoardDocument;
  readonly ink: LiveInk;
  readonly places: Places;
  readonly #document: SharedDocument;
  readonly #api: ExcalidrawImperativeAPI;
  readonly #onPage: (pageId: string) => void;
  readonly #pictures: Pictures;
  readonly #sender: InkSender;
  readonly #cleanUps: (() => void)[] = [];
  readonly #commitSoon = paced<null>(DRAGGED_EVERY_MS, () => this.#commit());
  /** Where this person was on the other pages. */
  readonly #viewports = new Map<string, Viewport>();
  #binding: ElementsBinding | null = null;
  #elements: Elements | null = null;
  #pageId = "";
  #unfinished: BoardElement | null = null;

  constructor({ document, api, onPage }: BoardSessionOptions) {
    this.board = new BoardDocument(document.doc);
    this.#document = document;
    this.#api = api;
    this.#onPage = onPage;
    this.ink = new LiveInk((page, id) => this.board.elements(page)?.has(id) ?? false);
    this.places = new Places(document.awareness, api);
    this.#pictures = new Pictures(this.board.files, api);
    this.#sender = new InkSender((ink) => document.ink(ink));
    this.#cleanUps.push(document.on("ink", (ink) => this.ink.receive(ink, Date.now())));
    this.board.pages.observeDeep(this.#onPages);
    this.#cleanUps.push(() => this.board.pages.unobserveDeep(this.#onPages));
  }

  get pageId(): string {
    return this.#pageId;
  }

  stop(): void {
    this.#finish();
    this.#commitSoon.stop();
    this.#sender.stop();
    this.#binding?.stop();
    this.#pictures.stop();
    this.places.stop();
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
  }

  openPage(pageId: string): void {
    const elements = this.board.elements(pageId);
    if (!elements || elements === this.#elements) return;
    this.#finish();
    if (this.#pageId) this.#viewports.set(this.#pageId, this.viewport());
    this.#bind(pageId, elements);
    // Excalidraw's own type of it comes out as `any`.
    const clear = this.#api.history.clear as () => void;
    clear();
    const viewport = this.#viewports.get(pageId);
    if (viewport) this.#look(viewport);
    // Who may draw begins in the size in which things are drawn; who only looks sees all of it, on a phone, too.
    else this.#api.scrollToContent(undefined, this.#document.state.mayWrite ? { fitToViewport: false } : { fitToContent: true });
    this.places.show(this.view());
  }

  viewport(): Viewport {
    const { scrollX, scrollY, zoom, width, height } = this.#api.getAppState();
    return { scrollX, scrollY, zoom: zoom.value, width, height };
  }

  view(): View {
    return viewOf(this.#pageId, this.viewport());
  }

  /** Around these elements, as far as they are on the page; null: there are none. */
  around(ids: ReadonlySet<string>): Box | null {
    return boxOf(this.#api.getSceneElements().filter(({ id }) => ids.has(id)));
  }

  /** Everything on the page, with room around it for what comes; only these where all of it would be too small to read. */
  show(ids: ReadonlySet<string>): void {
    const elements = this.#api.getSceneElements();
    const all = boxOf(elements);
    if (all === null) return;
    const { width, height } = this.viewport();
    const isReadable = Math.min(width / all.width, height / all.height) >= SMALLEST_READABLE;
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#api.scrollToContent(isReadable ? elements : elements.filter(({ id }) => ids.has(id)), {
      fitToViewport: true,
      viewportZoomFactor: FILLED,
      maxZoom: 1,
      animate: !isStill,
      duration: GLIDE_MS,
    });
  }

  /** To what somebody else sees. */
  lookAt(view: View): void {
    if (view.page !== this.#pageId) {
      if (!this.board.elements(view.page)) return;
      this.#onPage(view.page);
      this.openPage(view.page);
    }
    const { width, height } = this.viewport();
    this.#look(viewportFor(view, { width, height }));
  }

  /** Excalidraw has drawn something anew, for whatever reason. */
  changed(elements: readonly OrderedElement[], state: AppState, files: BinaryFiles): void {
    if (!this.#document.state.mayWrite || !this.#binding) return;
    this.#unfinished = state.newElement ?? state.multiElement;
    this.#sender.draw(this.#pageId, this.#unfinished);
    const changed = this.#binding.changedIn(elements).filter(({ id }) => id !== this.#unfinished?.id);
    this.#pictures.keep(changed, files);
    if (changed.length === 0) return;
    // Let go of: nothing more is to come that would be worth waiting for.
    if (state.cursorButton === "up") this.#commit();
    else this.#commitSoon(null);
  }

  #commit(): void {
    if (!this.#binding) return;
    const changed = this.#binding.changedIn(this.#api.getSceneElementsIncludingDeleted());
    this.#binding.commit(
      changed.filter(({ id }) => id !== this.#unfinished?.id),
      this.#inHand(),
    );
  }

  /** What this person draws, drags or writes just now. */
  #inHand(): Set<string> {
    const state = this.#api.getAppState();
    const inHand = new Set<string>();
    if (this.#unfinished) inHand.add(this.#unfinished.id);
    if (state.editingTextElement) inHand.add(state.editingTextElement.id);
    if (state.selectedElementsAreBeingDragged || state.isResizing || state.isRotating) {
      for (const id of Object.keys(state.selectedElementIds)) inHand.add(id);
    }
    return inHand;
  }

  /** A text that is being written is written; a line that was not ended goes away. */
  #finish(): void {
    if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
    this.#unfinished = null;
    this.#sender.draw(this.#pageId, null);
    if (this.#document.state.mayWrite) this.#commit();
  }

  #bind(pageId: string, elements: Elements): void {
    this.#binding?.stop();
    this.#pageId = pageId;
    this.#elements = elements;
    this.#binding = new ElementsBinding(elements, {
      elements: () => this.#api.getSceneElementsIncludingDeleted(),
      show: (shown) => this.#show(shown),
    });
    this.#show(this.#binding.load());
  }

  #show(elements: readonly BoardElement[]): void {
    this.#api.updateScene({ elements, captureUpdate: CaptureUpdateAction.NEVER });
  }

  #look({ scrollX, scrollY, zoom }: Viewport): void {
    this.#api.updateScene({ appState: { scrollX, scrollY, zoom: { value: zoom as NormalizedZoomValue } } });
  }

  readonly #onPages = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    if (!events.some(({ target }) => target === this.board.pages) || !this.#pageId) return;
    const elements = this.board.elements(this.#pageId);
    if (elements === this.#elements) return;
    if (elements) this.#moveOver(elements);
    else this.#onPage(this.board.list()[0]?.id ?? "");
  };

  /** Two people began the same page at once, and theirs stays: what was drawn here goes there. */
  #moveOver(elements: Elements): void {
    const drawn = this.#api.getSceneElements();
    this.#bind(this.#pageId, elements);
    const missing = drawn.filter(({ id }) => !elements.has(id));
    this.#show([...this.#api.getSceneElementsIncludingDeleted(), ...missing]);
    if (this.#document.state.mayWrite) this.#commit();
  }
}

function boxOf(elements: Parameters<typeof getCommonBounds>[0]): Box | null {
  if (elements.length === 0) return null;
  const [x, y, right, bottom] = getCommonBounds(elements);
  return { x, y, width: right - x, height: bottom - y };
}
