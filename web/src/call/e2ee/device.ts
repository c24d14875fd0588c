import { AGREEMENT, SIGNING } from "@/call/e2ee/algorithms";
import { type Bytes, framed, fromBase64, toBase64 } from "@/call/bytes";
import { signingKeyOfThisBrowser } from "@/call/e2ee/key-store";
import type { DeviceStatement } from "@/call/protocol";

/** One life of one person's page in one session. What was signed for it is worth nothing anywhere else. */
export interface Whose {
  sessionId: string;
  participantId: string;
  connectionId: string;
}

/** This browser: a signing key that stays, and an agreement key that lives as long as the page. Neither leaves it. */
export class Device {
  private constructor(
    private readonly signing: CryptoKeyPair,
    private readonly agreement: CryptoKeyPair,
    readonly signingKey: Bytes,
    readonly agreementKey: Bytes,
  ) {}

  static async open(signingKey: () => Promise<CryptoKeyPair> = signingKeyOfThisBrowser): Promise<Device> {
    const [signing, agreement] = await Promise.all([
      signingKey(),
      crypto.subtle.generateKey(AGREEMENT, false, ["deriveBits"]),
    ]);
    return new Device(signing, agreement, await rawOf(signing.publicKey), await rawOf(agreement.publicKey));
  }

  /** What the others need to know of it. */
  async statement(whose: Whose): Promise<DeviceStatement> {
    const signature = await this.sign(statementText(whose, this.signingKey, this.agreementKey));
    return { signing: toBase64(this.signingKey), agreement: toBase64(this.agreementKey), signature: toBase64(signature) };
  }

  async sign(text: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.sign(SIGNING, this.signing.privateKey, text));
  }

  /** What only these two devices can work out. */
  async secretWith(other: KnownDevice): Promise<ArrayBuffer> {
    return crypto.subtle.deriveBits({ name: "ECDH", public: other.agreement }, this.agreement.privateKey, 256);
  }
}

/** Somebody's device, whose statement was checked. */
export interface KnownDevice {
  signingKey: Bytes;
  agreementKey: Bytes;
  signing: CryptoKey;
  agreement: CryptoKey;
}

/** The device that made this statement for this life of this person's page; null if it did not. */
export async function checked(statement: DeviceStatement, whose: Whose): Promise<KnownDevice | null> {
  const signingKey = fromBase64(statement.signing);
  const agreementKey = fromBase64(statement.agreement);
  const signature = fromBase64(statement.signature);
  if (signingKey === null || agreementKey === null || signature === null) return null;
  try {
    const signing = await crypto.subtle.importKey("raw", signingKey, SIGNING, true, ["verify"]);
    const agreement = await crypto.subtle.importKey("raw", agreementKey, AGREEMENT, true, []);
    const device = { signingKey, agreementKey, signing, agreement };
    return (await hasSigned(device, signature, statementText(whose, signingKey, agreementKey))) ? device : null;
  } catch {
    return null; // not a point of the curve
  }
}

export function hasSigned({ signing }: KnownDevice, signature: Bytes, text: Bytes): Promise<boolean> {
  return crypto.subtle.verify(SIGNING, signing, signature, text);
}

function statementText({ sessionId, participantId, connectionId }: Whose, signing: Bytes, agreement: Bytes): Bytes {
  return framed("chalkroom device 1", sessionId, participantId, connectionId, signing, agreement);
}

async function rawOf(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey("raw", key));
}
