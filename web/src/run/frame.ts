/** The document that programs run in, with a policy of its own: chalkroom/kit/pages.py. */
const ADDRESS = "/sandbox.html";

export type FrameMessage = { type: string } & Record<string, unknown>;

/**
 * An iframe with an opaque origin: no cookies, no storage, no way into our page. Resolves when its document listens; it is in
 * `holder` from then on, and taking it out ends everything in it.
 */
export class Frame {
  readonly element = document.createElement("iframe");
  readonly ready: Promise<void>;
  readonly #onMessage: (message: FrameMessage) => void;
  #opened: () => void = () => undefined;

  constructor(holder: Element, title: string, onMessage: (message: FrameMessage) => void) {
    this.#onMessage = onMessage;
    this.ready = new Promise((resolve) => (this.#opened = resolve));
    this.element.setAttribute("sandbox", "allow-scripts");
    this.element.referrerPolicy = "no-referrer";
    this.element.title = title;
    this.element.src = ADDRESS;
    window.addEventListener("message", this.#listen);
    holder.append(this.element);
  }

  /** The document takes one message in its life: what it is to run. */
  async start(message: object, transfer: Transferable[] = []): Promise<void> {
    await this.ready;
    // An opaque origin has no name to send to; the frame is ours, and only it gets this.
    this.element.contentWindow?.postMessage(message, "*", transfer);
  }

  close(): void {
    window.removeEventListener("message", this.#listen);
    this.element.remove();
  }

  readonly #listen = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== this.element.contentWindow || !isMessage(data)) return;
    if (data.type === "frame-ready") this.#opened();
    else this.#onMessage(data);
  };
}

function isMessage(data: unknown): data is FrameMessage {
  return typeof data === "object" && data !== null && "type" in data && typeof data.type === "string";
}
