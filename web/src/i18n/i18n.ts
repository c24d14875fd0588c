import i18next, { type BackendModule, type Namespace } from "i18next";
import { initReactI18next } from "react-i18next";

import { LANGUAGES, type Language, language, rememberLanguage } from "./language";

const files = import.meta.glob<{ default: object }>("../locales/*/*.json");

/** Each namespace is a file of its own, fetched when a page first needs it. */
const lazyFiles: BackendModule = {
  type: "backend",
  init() {},
  read(lng, namespace, done) {
    const load = files[`../locales/${lng}/${namespace}.json`];
    if (!load) return done(new Error(`no texts for ${lng}/${namespace}`), null);
    load().then(
      (file) => done(null, file.default),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

export async function startI18n(): Promise<void> {
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: language(),
      supportedLngs: LANGUAGES,
      load: "languageOnly",
      fallbackLng: false,
      ns: ["common"],
      defaultNS: "common",
      interpolation: { escapeValue: false },
    });
  document.documentElement.lang = language();
}

export async function changeLanguage(next: Language): Promise<void> {
  if (next === language()) return;
  rememberLanguage(next);
  await i18next.changeLanguage(next);
}

/** For route loaders: fetch a page's texts together with its code. */
export function loadTexts(namespace: Namespace): Promise<void> {
  return i18next.loadNamespaces(namespace);
}
