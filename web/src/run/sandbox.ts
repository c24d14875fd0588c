import { Frame } from "./frame";
import { fetchRuntime, type Runtime } from "./runtimes";
import type { FromWorker, ToWorker } from "./worker/messages";

export interface SandboxHandlers {
  received(message: FromWorker): void;
  /** The worker is gone, by itself. */
  crashed(): void;
}

/**
 * A worker inside an opaque frame. Nothing in it can be fetched: our page fetches the runtime's files, from our own server, and
 * hands them in. It knows one port, to this page.
 */
export class Sandbox {
  readonly #frame: Frame;
  readonly #channel = new MessageChannel();
  readonly ready: Promise<boolean>;
  #handlers: SandboxHandlers | null = null;
  #becameReady: (isReady: boolean) => void = () => undefined;

  constructor(runtime: Runtime) {
    this.ready = new Promise((resolve) => (this.#becameReady = resolve));
    this.#frame = new Frame(document.body, "", ({ type }) => {
      if (type === "crash") this.#crash();
    });
    this.#frame.element.hidden = true;
    this.#channel.port1.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    void this.#start(runtime);
  }

  /** Whose messages these are from now on. */
  serve(handlers: SandboxHandlers): void {
    this.#handlers = handlers;
  }

  send(message: ToWorker): void {
    this.#channel.port1.postMessage(message);
  }

  /** Ends whatever runs, at once. */
  close(): void {
    this.#becameReady(false);
    this.#handlers = null;
    this.#channel.port1.close();
    this.#frame.close();
  }

  async #start(runtime: Runtime): Promise<void> {
    try {
      const { code, assets } = await fetchRuntime(runtime);
      const { port2 } = this.#channel;
      await this.#frame.start({ type: "worker", code, assets }, [port2, ...Object.values(assets)]);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** People are told what to do; whoever looks for the reason finds it in the console. */
  #failed(reason: unknown): void {
    console.error("The sandbox did not start:", reason);
    this.#becameReady(false);
  }

  #receive(message: FromWorker): void {
    if (message.type === "ready") this.#becameReady(true);
    else if (message.type === "unavailable") this.#failed(message.reason);
    else this.#handlers?.received(message);
  }

  #crash(): void {
    this.#becameReady(false);
    this.#handlers?.crashed();
  }
}
