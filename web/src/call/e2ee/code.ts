import { type Bytes, framed } from "@/call/bytes";
import type { Certificates } from "@/call/e2ee/certificates";
import type { Party } from "@/call/e2ee/wrapping";

/** Eight numbers from 0 to 255, each shown as a picture with its word: see code-words.ts. */
export type Code = readonly number[];

const ENTRIES = 8;
/**
 * Whoever wants to sit between two people has to find two certificates (or keys) of their own that give the same code on both
 * sides: some 2^33 tries, and before the call begins, because every page makes its own anew. So each try is made slow.
 * (OWASP Password Storage Cheat Sheet: 600 000 rounds of PBKDF2 with SHA-256.)
 */
const ROUNDS = 600_000;

/** The same on both sides of one connection. */
export function codeOfConnection({ own, theirs }: Certificates): Promise<Code> {
  return codeOf("chalkroom connection code 1", [own, theirs].sort());
}

/** The same on every page that knows the same devices. */
export function codeOfRoom(parties: readonly Party[]): Promise<Code> {
  const inOrder = [...parties].sort((a, b) => (a.participantId < b.participantId ? -1 : 1));
  const parts = inOrder.flatMap(({ participantId, device }) => [participantId, device.signingKey, device.agreementKey]);
  return codeOf("chalkroom room code 1", parts);
}

async function codeOf(purpose: string, parts: readonly (string | Bytes)[]): Promise<Code> {
  const material = await crypto.subtle.importKey("raw", framed(...parts), "PBKDF2", false, ["deriveBits"]);
  const pbkdf2 = { name: "PBKDF2", hash: "SHA-256", salt: framed(purpose), iterations: ROUNDS };
  return [...new Uint8Array(await crypto.subtle.deriveBits(pbkdf2, material, ENTRIES * 8))];
}
