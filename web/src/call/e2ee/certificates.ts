/** The SHA-256 fingerprints of the certificates at both ends of a connection that goes straight between two browsers. */
export interface Certificates {
  own: string;
  theirs: string;
}

/** As both sides applied them: the browsers refuse a handshake with any other certificate (RFC 8122, RFC 8827). */
export function certificatesOf({
  currentLocalDescription: own,
  currentRemoteDescription: theirs,
}: Pick<RTCPeerConnection, "currentLocalDescription" | "currentRemoteDescription">): Certificates | null {
  const both = { own: fingerprintIn(own?.sdp), theirs: fingerprintIn(theirs?.sdp) };
  return both.own === null || both.theirs === null ? null : { own: both.own, theirs: both.theirs };
}

export function sameCertificates(one: Certificates | null, other: Certificates | null): boolean {
  return one?.own === other?.own && one?.theirs === other?.theirs;
}

/**
 * The one fingerprint of a description. Null where it has several, or one of another kind: whoever sits between could then
 * have put the real one beside their own.
 */
function fingerprintIn(sdp: string | undefined): string | null {
  const lines = [...(sdp ?? "").matchAll(/^a=fingerprint:(\S+) (\S+)\s*$/gim)];
  const found = new Set(lines.map(([, hash = "", hex = ""]) => `${hash.toLowerCase()} ${hex.toUpperCase()}`));
  const [only] = found;
  return found.size === 1 && only !== undefined && /^sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(only) ? only : null;
}
