// Runs inside QuickJS before the program: what every JavaScript program expects to find. `__write`, `__ask`, `__test` are the host's.
(() => {
  const { write, ask, test } = globalThis.__host;
  delete globalThis.__host;

  const LONGEST = 100; // items of an array or an object that are shown

  function show(value, depth = 0, above = []) {
    if (typeof value === "string") return depth === 0 ? value : JSON.stringify(value);
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "function") return `[${/^class\b/.test(value) ? "class" : "Function"} ${value.name || "(anonymous)"}]`;
    if (Object.is(value, -0)) return "-0";
    if (typeof value !== "object" || value === null) return String(value);
    if (above.includes(value)) return "[Circular]";
    if (value instanceof Error) return describe(value);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    if (value instanceof RegExp) return String(value);
    if (value instanceof Promise) return "Promise {}";
    if (depth > 4) return Array.isArray(value) ? "[Array]" : "[Object]";
    return showParts(value, (part) => show(part, depth + 1, [...above, value]));
  }

  function showParts(value, inner) {
    const list = (open, parts, close) => {
      const more = parts.length > LONGEST ? [`… ${parts.length - LONGEST} more`] : [];
      const shown = [...parts.slice(0, LONGEST), ...more];
      const line = shown.join(", ");
      if (shown.length === 0) return open + close;
      if (line.length <= 72 && !line.includes("\n")) return `${open} ${line} ${close}`;
      return `${open}\n${shown.map((part) => `  ${part.replaceAll("\n", "\n  ")}`).join(",\n")}\n${close}`;
    };
    if (Array.isArray(value) || ArrayBuffer.isView(value)) return list("[", Array.from(value, inner), "]");
    if (value instanceof Set) return list(`Set(${value.size}) {`, Array.from(value, inner), "}");
    if (value instanceof Map) {
      return list(`Map(${value.size}) {`, Array.from(value, ([key, item]) => `${inner(key)} => ${inner(item)}`), "}");
    }
    const name = value.constructor && value.constructor !== Object ? `${value.constructor.name} ` : "";
    const plain = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));
    return list(`${name}{`, Object.keys(value).map((key) => `${plain(key)}: ${inner(value[key])}`), "}");
  }

  /** The lines of a stack that are the program's own. */
  function describe(error) {
    const lines = String(error.stack ?? "").split("\n").filter((line) => line.trim() && !/<(evalScript|input|prelude)>|\(native\)/.test(line));
    return [`${error.name}: ${error.message}`, ...lines].join("\n");
  }

  const print = (stream) => (...values) => write(stream, `${values.map((value) => show(value)).join(" ")}\n`);
  const out = print("out");
  const err = print("err");
  globalThis.console = {
    log: out,
    info: out,
    debug: out,
    warn: err,
    error: err,
    table: out,
    assert: (ok, ...values) => ok || err("Assertion failed:", ...values),
  };
  globalThis.input = ask;
  globalThis.prompt = () => {
    throw new Error('A program cannot stand still here. Write: const answer = await input("…")');
  };

  globalThis.__describe = (error) => (error instanceof Error ? describe(error) : `Uncaught ${show(error, 1)}`);

  globalThis.__try = async (evaluate, exercises) => {
    for (const { call, expected } of JSON.parse(exercises)) {
      try {
        const got = await evaluate(`(${call})`);
        test(call, expected, show(got, 1), isSame(got, evaluate(`(${expected})`)));
      } catch (error) {
        test(call, expected, `${error}`, false);
      }
    }
  };

  function isSame(one, other) {
    if (Object.is(one, other) || one === other) return true;
    if (typeof one === "number" && typeof other === "number") return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
    if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
    if (one.constructor !== other.constructor) return false;
    if (one instanceof Date) return one.getTime() === other.getTime();
    if (one instanceof Map || one instanceof Set) return isSame([...one], [...other]);
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
  }
})();
