import type { Assets } from "../worker/messages";

/**
 * The compiler's package fetches its files when it first runs, and takes hold of `fetch` when its own code begins: so this module
 * is imported before it. What it gets are the packed files that the page handed in.
 */
const packed = new Map<string, ArrayBuffer>();

export function hand(assets: Assets): void {
  for (const [name, buffer] of Object.entries(assets)) packed.set(name, buffer);
}

const TYPES: Record<string, string> = { wasm: "application/wasm", tar: "application/x-tar" };

globalThis.fetch = async (address) => {
  const name = typeof address === "string" ? address : "";
  const buffer = packed.get(name);
  if (!buffer) return new Response(null, { status: 404 });
  // It asks once for each: they need not be kept.
  packed.delete(name);
  const unpacked = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked, { headers: { "Content-Type": TYPES[name.split(".").at(-1) ?? ""] ?? "" } });
};
