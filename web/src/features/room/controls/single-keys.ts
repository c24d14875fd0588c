const STORED = "chalkroom.single-keys-off";

/** Whether single keys are commands. Off for people who dictate, or whose hands slip. */
export function singleKeysAreOn(): boolean {
  try {
    return localStorage.getItem(STORED) === null;
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, "1");
  } catch {
    // A private window: the choice cannot be kept.
  }
}
