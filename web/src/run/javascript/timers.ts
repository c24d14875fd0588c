import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";

interface Timer {
  callback: QuickJSHandle;
  due: number;
  /** Null: once. */
  every: number | null;
}

/** setTimeout and its kind for a program in QuickJS, which has no clock. */
export class Timers {
  readonly #timers = new Map<number, Timer>();
  readonly #fire: (callback: QuickJSHandle) => void;
  #count = 0;

  constructor(vm: QuickJSContext, fire: (callback: QuickJSHandle) => void) {
    this.#fire = fire;
    const set = (name: string, repeats: boolean) =>
      offer(vm, name, (callback, wait) => {
        if (!callback || vm.typeof(callback) !== "function") throw new TypeError(`${name} wants a function`);
        return vm.newNumber(this.#add(callback.dup(), wait ? vm.getNumber(wait) : 0, repeats));
      });
    const clear = (name: string) =>
      offer(vm, name, (id) => {
        if (id && vm.typeof(id) === "number") this.#timers.delete(vm.getNumber(id));
      });
    set("setTimeout", false);
    set("setInterval", true);
    clear("clearTimeout");
    clear("clearInterval");
  }

  get isBusy(): boolean {
    return this.#timers.size > 0;
  }

  /** Waits for the timer that is due first, and calls it. Without timers: never. */
  async next(): Promise<void> {
    const first = [...this.#timers].sort(([, one], [, other]) => one.due - other.due)[0];
    if (!first) return new Promise(() => undefined);
    const [id, timer] = first;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, timer.due - performance.now())));
    // Somebody else who waited for it may have called it, or the program may have cleared it.
    if (this.#timers.get(id) !== timer || timer.due > performance.now() + 1) return;
    if (timer.every === null) this.#timers.delete(id);
    else timer.due = performance.now() + timer.every;
    this.#fire(timer.callback);
  }

  #add(callback: QuickJSHandle, wait: number, repeats: boolean): number {
    const milliseconds = Number.isFinite(wait) ? Math.max(repeats ? 4 : 0, wait) : 0;
    const id = ++this.#count;
    this.#timers.set(id, { callback, due: performance.now() + milliseconds, every: repeats ? milliseconds : null });
    return id;
  }
}

function offer(vm: QuickJSContext, name: string, call: (...args: QuickJSHandle[]) => QuickJSHandle | void): void {
  vm.newFunction(name, call).consume((handle) => vm.setProp(vm.global, name, handle));
}
