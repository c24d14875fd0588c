import { currentAuth, updateUser } from "@/api/auth";
import { changeLanguage } from "@/i18n/i18n";
import type { Language } from "@/i18n/language";

/** The language of this browser at once, and of the profile too when somebody is signed in. */
export async function chooseLanguage(language: Language): Promise<void> {
  await changeLanguage(language);
  if (currentAuth().status !== "signed-in") return;
  const { api, ok } = await import("@/api/client");
  // The page speaks the language already; should the profile miss it, the next choice will reach it.
  await ok(api.PATCH("/api/auth/me", { body: { language } })).then(updateUser, () => undefined);
}
