export type Bytes = Uint8Array<ArrayBuffer>;

const LENGTH_BYTES = 4;

/** Parts one after another, each behind its length: no two lists of parts give the same bytes. */
export function framed(...parts: (string | number | Bytes)[]): Bytes {
  const encoded = parts.map((part) => (part instanceof Uint8Array ? part : new TextEncoder().encode(String(part))));
  const all = new Uint8Array(encoded.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0));
  const view = new DataView(all.buffer);
  let at = 0;
  for (const part of encoded) {
    view.setUint32(at, part.length);
    all.set(part, at + LENGTH_BYTES);
    at += LENGTH_BYTES + part.length;
  }
  return all;
}

/** One after another. */
export function joined(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function equal(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function toBase64(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Null where it is no base64. */
export function fromBase64(text: string): Bytes | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
