export type Gap = "calls" | "devices" | "insecure";

/** What this browser lacks for taking part in a room, by asking for the features and not for its name. */
export function browserGaps(): Gap[] {
  // Outside HTTPS and localhost browsers hide mediaDevices; that is the address's fault, not the browser's.
  if (!window.isSecureContext) return ["insecure"];
  const gaps: Gap[] = [];
  if (typeof RTCPeerConnection === "undefined") gaps.push("calls");
  if (!("mediaDevices" in navigator) || typeof navigator.mediaDevices?.getUserMedia !== "function") gaps.push("devices");
  return gaps;
}
