import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Wordmark } from "@/ui/Logo";
import { cx } from "@/ui/cx";

/** The room's pages around the call: the way home above, and one thing at a time. */
export function Frame({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[84rem] flex-1 flex-col px-4 sm:px-8">
      <header className="py-3">
        <Link to="/" className="inline-flex min-h-11 items-center rounded-small" aria-label={t("nav.home")}>
          <Wordmark />
        </Link>
      </header>
      <main
        className={cx(
          "flex w-full flex-1 flex-col pb-10",
          wide ? "lg:justify-center lg:pb-[10vh]" : "mx-auto max-w-[36rem] pt-[8vh]",
        )}
      >
        {children}
      </main>
    </div>
  );
}
