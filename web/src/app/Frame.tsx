import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Header } from "./Header";

/** Skip link, header and main: what surrounds every page but the room. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-card bg-raised px-4 py-2.5 font-semibold shadow-float focus:translate-y-0"
      >
        {t("skipToContent")}
      </a>
      <Header />
      <main id="content" tabIndex={-1} className="flex grow flex-col">
        {children}
      </main>
    </>
  );
}
