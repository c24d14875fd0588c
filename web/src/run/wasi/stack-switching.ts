/** WebAssembly's stack switching (JSPI): a program waits in the middle of anything, and its worker hears what comes meanwhile. */
interface Jspi {
  Suspending: new (call: (...values: number[]) => Promise<number>) => WebAssembly.ImportValue;
  promising: (call: () => void) => () => Promise<void>;
}

const jspi = WebAssembly as unknown as Partial<Jspi>;

/** Whether this browser has it. Without, nobody can answer a program. */
export function canWait(): boolean {
  return jspi.Suspending !== undefined;
}

/** A function of ours that the program waits for. */
export function suspending(call: (...values: number[]) => Promise<number>, instead: (...values: number[]) => number): WebAssembly.ImportValue {
  return jspi.Suspending ? new jspi.Suspending(call) : instead;
}

/** A function of the program's that may wait. */
export function promising(call: () => void): () => Promise<void> {
  return jspi.promising?.(call) ?? (async () => call());
}
