import type { TFunction } from "i18next";

type Translate = TFunction<"auth">;

/** Sentences for what is plainly missing, before the server is asked. Undefined when all is well. */
export function missingName(name: string, t: Translate): string | undefined {
  return name.trim() === "" ? t("missing.name") : undefined;
}

export function missingEmail(email: string, t: Translate): string | undefined {
  return /^\S+@\S+$/.test(email.trim()) ? undefined : t("missing.email");
}

export function missingPassword(password: string, t: Translate): string | undefined {
  return password === "" ? t("missing.password") : undefined;
}

export function shortPassword(password: string, t: Translate): string | undefined {
  return [...password].length < 8 ? t("missing.passwordLength") : undefined;
}

/** Without the fields that have nothing to say. */
export function collect<K extends string>(sentences: Record<K, string | undefined>): Partial<Record<K, string>> {
  const found = Object.entries(sentences).filter((entry): entry is [K, string] => entry[1] !== undefined);
  return Object.fromEntries(found) as Partial<Record<K, string>>;
}
