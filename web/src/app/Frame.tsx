import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Skip link, header and main: what surrounds every page but the room. */
export function Frame({ header, children }: { header: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-card bg-raised px-4 py-2.5 font-semibold shadow-float focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t("skipToContent")}
      </a>
      <header className="border-b border-line">
        <div className="mx-auto flex min-h-16 w-full max-w-[70rem] flex-wrap items-center gap-x-2 px-4 sm:gap-4 sm:px-6">{header}</div>
      </header>
      <main id="content" tabIndex={-1} className="flex grow flex-col">
        {children}
      </main>
    </>
  );
}
