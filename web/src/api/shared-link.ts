/** A link that a teacher gave away opens one recording without an account; this page remembers it for as long as its tab lives. */

const KEY = "chalkroom.shared-link.";

/** Takes the token of such a link (`#link=…`) out of the address bar, before anything else reads it. */
export function takeSharedLink(recordingId: string): void {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("link");
  if (token === null) return;
  sessionStorage.setItem(KEY + recordingId, token);
  history.replaceState(history.state, "", window.location.pathname + window.location.search);
}

/** It has ended, and this person does without. */
export function forgetSharedLink(recordingId: string): void {
  sessionStorage.removeItem(KEY + recordingId);
}

export function sharedLink(recordingId: string): string | null {
  return sessionStorage.getItem(KEY + recordingId);
}
