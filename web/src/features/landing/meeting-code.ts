/** What people put into the two fields of "Join with a code". */
export interface MeetingCode {
  meetingId: string;
  passcode: string;
}

/** Reads a whole invitation link, wherever it is pasted; null when the text is none. */
export function readLink(text: string): MeetingCode | null {
  const match = /\/video-room\/([\w-]+)\/?\?(\S+)/.exec(text);
  const passcode = new URLSearchParams(match?.[2]).get("passcode");
  return match?.[1] && passcode ? { meetingId: match[1], passcode } : null;
}

/** The server ignores case, spaces and hyphens; the address of the room should at least hold no spaces. */
export function tidyCode(typed: string): string {
  return typed.trim().toLowerCase().replace(/\s+/g, "-");
}
