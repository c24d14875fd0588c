/** P-256 everywhere: every browser has it, and keeps its keys from being exported. */

export const SIGNING: EcKeyGenParams & EcdsaParams = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export const AGREEMENT: EcKeyGenParams = { name: "ECDH", namedCurve: "P-256" };
