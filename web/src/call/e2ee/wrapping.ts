import { type Bytes, equal, framed, joined, sha256 } from "@/call/bytes";
import type { Device, KnownDevice } from "@/call/e2ee/device";

/** One participant's page and device, as everybody in the room knows them. */
export interface Party {
  participantId: string;
  connectionId: string;
  device: Pick<KnownDevice, "signingKey" | "agreementKey">;
}

/** What the elected page makes when somebody has come or gone, and everybody in the room holds. */
export interface RoomKey {
  epoch: number;
  raw: Bytes;
  /** For whom it was made: the digest of `membership`. */
  members: Bytes;
}

const KEY_BYTES = 32;
const DIGEST_BYTES = 32;
const NONCE_BYTES = 12;

/** Binds a wrapped key to this session, this epoch, its sender and its receiver. It is what is signed, too. */
export function contextOf(sessionId: string, epoch: number, from: Party, to: Party): Bytes {
  return framed("chalkroom room key 1", sessionId, epoch, ...named(from), ...named(to));
}

/** Who holds a key, in an order that everybody agrees on. */
export function membership(parties: readonly Party[]): Promise<Bytes> {
  return sha256(framed("chalkroom members 1", ...sorted(parties).flatMap(named)));
}

export function newRoomKey(epoch: number, members: Bytes): RoomKey {
  return { epoch, raw: crypto.getRandomValues(new Uint8Array(KEY_BYTES)), members };
}

export function isSame(one: RoomKey, other: RoomKey): boolean {
  return one.epoch === other.epoch && equal(one.raw, other.raw) && equal(one.members, other.members);
}

/** For the eyes of one device only: 12 bytes of nonce, then AES-256-GCM. */
export async function wrap(device: Device, receiver: KnownDevice, context: Bytes, key: RoomKey): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const secret = await wrappingKey(device, receiver, context);
  const text = joined(key.raw, key.members);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: context }, secret, text);
  return joined(nonce, new Uint8Array(sealed));
}

/** Null where it was not wrapped by this sender, for this device, in this context. */
export async function unwrap(
  device: Device,
  sender: KnownDevice,
  context: Bytes,
  wrapped: Bytes,
): Promise<Pick<RoomKey, "raw" | "members"> | null> {
  const iv = wrapped.slice(0, NONCE_BYTES);
  try {
    const secret = await wrappingKey(device, sender, context);
    const algorithm = { name: "AES-GCM", iv, additionalData: context };
    const text = new Uint8Array(await crypto.subtle.decrypt(algorithm, secret, wrapped.slice(NONCE_BYTES)));
    if (text.length !== KEY_BYTES + DIGEST_BYTES) return null;
    return { raw: text.slice(0, KEY_BYTES), members: text.slice(KEY_BYTES) };
  } catch {
    return null;
  }
}

async function wrappingKey(device: Device, other: KnownDevice, context: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", await device.secretWith(other), "HKDF", false, ["deriveKey"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: context };
  return crypto.subtle.deriveKey(hkdf, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function named({ participantId, connectionId, device }: Party): (string | Bytes)[] {
  return [participantId, connectionId, device.signingKey, device.agreementKey];
}

function sorted(parties: readonly Party[]): Party[] {
  // By code units, as every language sorts ASCII: ids are that.
  return [...parties].sort((a, b) => (a.participantId < b.participantId ? -1 : 1));
}
