import { useTranslation } from "react-i18next";

import { LANGUAGES, language } from "@/i18n/language";
import { cx } from "@/ui/cx";

import { chooseLanguage } from "./choose-language";

export function LanguageSwitch({ className }: { className?: string }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t("language.label")} className={cx("flex items-center", className)}>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-label={t(`language.${each}`)}
          aria-pressed={each === language()}
          onClick={() => void chooseLanguage(each)}
          className={cx(
            "flex h-11 min-w-10 items-center justify-center rounded-card text-sm font-semibold uppercase transition-colors",
            each === language() ? "text-ink underline decoration-2 underline-offset-6" : "text-quiet hover:text-ink",
          )}
        >
          {each}
        </button>
      ))}
    </div>
  );
}
