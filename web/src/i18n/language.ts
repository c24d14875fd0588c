/** Which language this tab speaks: the user's profile, else the choice stored in this browser, else the browser's. */

export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED = "chalkroom.language";
const DEFAULT_LOCALES: Record<Language, string> = { en: "en-GB", fr: "fr-FR" };

let current: Language = initialLanguage();

export function language(): Language {
  return current;
}

/** For Intl: the browser's regional flavour of the language when it has one (en-US, fr-CA), else a fitting one. */
export function locale(): string {
  const regional = navigator.languages.find((tag) => tag.startsWith(`${current}-`));
  return regional ?? DEFAULT_LOCALES[current];
}

/** Only i18n.ts calls this, so that texts and `language()` change together. */
export function rememberLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  localStorage.setItem(STORED, next);
}

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((each) => each === value);
}

function initialLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (isLanguage(stored)) return stored;
  for (const tag of navigator.languages) {
    const base = tag.split("-")[0];
    if (isLanguage(base)) return base;
  }
  return "en";
}
