/** Calls at most every so many milliseconds, with what was given last: the first at once. */
export function paced<Value>(everyMs: number, act: (value: Value) => void): { (value: Value): void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { value: Value } | null = null;
  const next = () => {
    timer = undefined;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(next, everyMs);
    act(value);
  };
  const pace = (value: Value) => {
    waiting = { value };
    if (timer === undefined) next();
  };
  pace.stop = () => {
    clearTimeout(timer);
    waiting = null;
  };
  return pace;
}
