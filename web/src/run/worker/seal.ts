/**
 * What reaches out of a worker, or keeps something in it. The content security policy and the opaque origin hold without this: it
 * is the second wall.
 */
const REACHING_OUT = [
  "fetch",
  "importScripts",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "EventSource",
  "BroadcastChannel",
  "Worker",
  "SharedWorker",
  "indexedDB",
  "caches",
  "Notification",
  "FontFace",
];

export function seal(scope: object = globalThis): void {
  for (const name of REACHING_OUT) {
    // Undefined, as runtimes ask for `typeof fetch` and the like.
    if (name in scope) Object.defineProperty(scope, name, { value: undefined, writable: false, configurable: false });
  }
}

/** No WebAssembly memory grows beyond this. Its `grow` fails then as if the machine had no more, which every runtime expects. */
export function boundMemory(megabytes: number): void {
  const memory = WebAssembly.Memory.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its memory below
  const grow = memory.grow;
  memory.grow = function (pages) {
    const PAGE = 65_536;
    if (this.buffer.byteLength + pages * PAGE > megabytes * 1024 * 1024) throw new RangeError("no more memory");
    return grow.call(this, pages);
  };
}
