import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Wordmark } from "@/ui/Logo";

/** The room's pages around the call: the same slate, one column, the way home above. */
export function Frame({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-dvh flex-1 flex-col">
      <header className="px-4 py-3 sm:px-6">
        <Link to="/" className="inline-flex min-h-11 items-center rounded-small" aria-label={t("nav.home")}>
          <Wordmark />
        </Link>
      </header>
      <main className={`mx-auto flex w-full flex-1 flex-col px-4 pb-10 sm:px-6 ${wide ? "max-w-[70rem]" : "max-w-[36rem] pt-[8vh]"}`}>
        {children}
      </main>
    </div>
  );
}

/** Slate from edge to edge, also behind what opens above the page. */
export function useSlate(): void {
  useEffect(() => {
    document.documentElement.classList.add("slate");
    return () => document.documentElement.classList.remove("slate");
  }, []);
}
