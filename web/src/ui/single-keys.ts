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

/** Where keys have a meaning of their own: letters are typed, or choose from a list. */
const WRITING = "[data-own-keys], input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu]";

export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(WRITING) !== null;
}
