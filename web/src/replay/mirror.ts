import * as Y from "yjs";

/**
 * Makes maps of one document say what those of another say, with as few changes as it takes. What shows the second document
 * can stay as it is while time runs backward, which Yjs itself knows no way to do.
 */
export function mirror(from: Y.Doc, to: Y.Doc, roots: readonly string[]): void {
  to.transact(() => {
    for (const root of roots) mirrorMap(from.getMap(root), to.getMap(root));
  });
}

/** Only what is at these paths; the first step of each is the name of a root. */
export function mirrorPaths(from: Y.Doc, to: Y.Doc, paths: readonly (readonly string[])[]): void {
  to.transact(() => {
    for (const [root = "", ...keys] of paths) mirrorPath(from.getMap(root), to.getMap(root), keys);
  });
}

type AnyMap = Y.Map<unknown>;

function mirrorPath(from: AnyMap, to: AnyMap, [key, ...rest]: readonly string[]): void {
  if (key === undefined) return mirrorMap(from, to);
  const [next, shown] = [from.get(key), to.get(key)];
  if (rest.length > 0 && next instanceof Y.Map && shown instanceof Y.Map) mirrorPath(next, shown, rest);
  else mirrorKey(from, to, key);
}

function mirrorMap(from: AnyMap, to: AnyMap): void {
  for (const key of new Set([...from.keys(), ...to.keys()])) mirrorKey(from, to, key);
}

function mirrorKey(from: AnyMap, to: AnyMap, key: string): void {
  const [value, shown] = [from.get(key), to.get(key)];
  if (!from.has(key)) {
    if (to.has(key)) to.delete(key);
  } else if (value instanceof Y.Map && shown instanceof Y.Map) {
    mirrorMap(value as AnyMap, shown as AnyMap);
  } else if (value instanceof Y.Text && shown instanceof Y.Text) {
    mirrorText(value.toJSON(), shown);
  } else if (value instanceof Y.AbstractType) {
    if (!isSame(value.toJSON(), json(shown))) to.set(key, value.clone());
  } else if (shown instanceof Y.AbstractType || !isSame(value, shown)) {
    to.set(key, value);
  }
}

/** What is the same at both ends stays: cursors and scrolling with it. */
function mirrorText(wanted: string, text: Y.Text): void {
  const shown = text.toJSON();
  if (wanted === shown) return;
  const shorter = Math.min(wanted.length, shown.length);
  let start = 0;
  while (start < shorter && wanted[start] === shown[start]) start += 1;
  if (isSplit(wanted, start) || isSplit(shown, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && wanted.at(-1 - end) === shown.at(-1 - end)) end += 1;
  if (isSplit(wanted, wanted.length - end) || isSplit(shown, shown.length - end)) end -= 1;
  text.delete(start, shown.length - start - end);
  text.insert(start, wanted.slice(start, wanted.length - end));
}

/** Whether a cut there would go through one character. */
function isSplit(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[at - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[at] ?? "");
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function json(value: unknown): unknown {
  return value instanceof Y.AbstractType ? (value.toJSON() as unknown) : value;
}
