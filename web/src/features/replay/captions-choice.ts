import { language } from "@/i18n/language";
import type { ReplayCaptions } from "@/replay/manifest";

/** The language of the captions that are shown; null: none. */
export type CaptionsChoice = string | null;

const STORED = "chalkroom.replay-captions";

/** As it was left the last time, if this replay has them: nobody is shown captions who did not ask for any. */
export function storedCaptions(captions: readonly ReplayCaptions[]): CaptionsChoice {
  try {
    const wanted = localStorage.getItem(STORED);
    return captions.find(({ language }) => language === wanted)?.language ?? null;
  } catch {
    return null;
  }
}

export function storeCaptions(choice: CaptionsChoice): void {
  try {
    if (choice === null) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, choice);
  } catch {
    // A private window: it cannot be kept.
  }
}

/** On: in the reader's language if there are some, else in any. */
export function toggledCaptions(choice: CaptionsChoice, captions: readonly ReplayCaptions[]): CaptionsChoice {
  if (choice !== null) return null;
  const own = captions.find((each) => each.language.split("-")[0] === language());
  return (own ?? captions[0])?.language ?? null;
}

/** "English", "français (Canada)" */
export function languageName(code: string): string {
  const name = new Intl.DisplayNames(language(), { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(language()) + name.slice(1);
}
