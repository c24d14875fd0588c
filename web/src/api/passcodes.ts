/** Passcodes of rooms that this tab was given, kept out of the address bar but across a reload. */

const kept = new Map<string, string>();
const storageKey = (meetingId: string) => `chalkroom.passcode.${meetingId}`;

export function rememberPasscode(meetingId: string, passcode: string): void {
  kept.set(meetingId, passcode);
  sessionStorage.setItem(storageKey(meetingId), passcode);
}

export function takePasscode(meetingId: string): string | null {
  return kept.get(meetingId) ?? sessionStorage.getItem(storageKey(meetingId));
}

/** It opened nothing. */
export function forgetPasscode(meetingId: string): void {
  kept.delete(meetingId);
  sessionStorage.removeItem(storageKey(meetingId));
}
