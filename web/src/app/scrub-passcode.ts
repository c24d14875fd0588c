/**
 * Takes the passcode out of the address bar before anything else runs, so that it is in no screenshot, no shared
 * screen, no history entry and no referrer. main.tsx imports this first.
 */
import { rememberPasscode, takePasscode } from "@/api/passcodes";

export { takePasscode };

export function scrubPasscode(): void {
  const address = new URL(window.location.href);
  const room = /^\/(?:video-room|check)\/([^/]+)\/?$/.exec(address.pathname);
  const passcode = address.searchParams.get("passcode");
  if (!room?.[1] || passcode === null) return;
  rememberPasscode(decodeURIComponent(room[1]), passcode);
  address.searchParams.delete("passcode");
  window.history.replaceState(window.history.state, "", address);
}

scrubPasscode();
