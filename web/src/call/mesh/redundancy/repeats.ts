/** At 30 % loss, two copies leave about 1 % of the sound to be invented, one copy more than 3 %: see bench/speech_loss.py. */
export const MOST_COPIES = 2;
/** The browser's own single copy repairs what is lost one by one. From this share on, two in a row are lost too often. */
const MANY_LOST = 0.08;
/** What the other side reports goes up and down with chance. */
const KEEP_ON_MS = 20_000;
/** A page waits no longer than this for its worker; calls begun before it is there do without. */
const WORKER_WITHIN_MS = 500;

export interface RepeatsOptions {
  /** How many copies each packet gets from now on. */
  copies: MessagePort;
}

let worker: Promise<Worker | null> | null = null;
let readyWorker: Worker | null = null;

/** Made once for a page. Resolves, at the latest after half a second, when connections can be protected. */
export async function prepareRepeats(): Promise<void> {
  worker ??= isPossible() ? startWorker() : Promise.resolve(null);
  await Promise.race([worker, new Promise((resolve) => setTimeout(resolve, WORKER_WITHIN_MS))]);
}

function isPossible(): boolean {
  const codecs = RTCRtpSender.getCapabilities("audio")?.codecs ?? [];
  return typeof RTCRtpScriptTransform !== "undefined" && codecs.some(isRed);
}

function isRed({ mimeType }: { mimeType: string }): boolean {
  return mimeType.toLowerCase() === "audio/red";
}

function startWorker(): Promise<Worker | null> {
  const started = new Worker(new URL("./red-worker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve) => {
    started.addEventListener("message", () => resolve((readyWorker = started)), { once: true });
    started.addEventListener("error", () => resolve(null), { once: true });
  });
}

const repeats = new WeakMap<RTCRtpSender, Repeats>();

/** Before the sender has sent anything. */
export function repeatSpeech(sender: RTCRtpSender): void {
  if (readyWorker && !repeats.has(sender)) repeats.set(sender, new Repeats(sender, readyWorker));
}

/** `lost`: the share of packets that did not arrive at the other side, 0 to 1; null if it has not said. */
export function hearOfLoss(sender: RTCRtpSender, lost: number | null, atMs: number): void {
  repeats.get(sender)?.hear(lost, atMs);
}

/**
 * Repeats what is said more often while many packets are lost. Through a transform that has to be there before the first
 * packet (set later, Chromium ignores it), so it is on every sender of sound, and changes nothing while the line is good.
 */
class Repeats {
  readonly #sender: RTCRtpSender;
  readonly #copies: MessagePort;
  #sent = 1;
  #manyLostAt = Number.NEGATIVE_INFINITY;

  constructor(sender: RTCRtpSender, worker: Worker) {
    this.#sender = sender;
    const { port1, port2 } = new MessageChannel();
    const options: RepeatsOptions = { copies: port2 };
    sender.transform = new RTCRtpScriptTransform(worker, options, [port2]);
    this.#copies = port1;
  }

  hear(lost: number | null, atMs: number): void {
    if (lost !== null && lost >= MANY_LOST) this.#manyLostAt = atMs;
    const wanted = atMs - this.#manyLostAt < KEEP_ON_MS && this.#sendsRed() ? MOST_COPIES : 1;
    if (wanted === this.#sent) return;
    this.#sent = wanted;
    this.#copies.postMessage(wanted);
  }

  /** Not every browser on the other side knows RED. */
  #sendsRed(): boolean {
    const [codec] = this.#sender.getParameters().codecs;
    return codec !== undefined && isRed(codec);
  }
}
