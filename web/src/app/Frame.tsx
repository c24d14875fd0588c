import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Skip link, header and main: what surrounds every page but the room. */
export function Frame({ header, children }: { header: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-card bg-raised px-4 py-2.5 font-semibold shadow-float focus:translate-y-0"
      >
        {t("skipToContent")}
      </a>
      <header className="border-b border-line">
        <div className="mx-auto flex h-16 w-full max-w-[76rem] items-center gap-2 px-4 sm:gap-4 sm:px-6">{header}</div>
      </header>
      <main id="content" tabIndex={-1} className="flex grow flex-col">
        {children}
      </main>
    </>
  );
}
