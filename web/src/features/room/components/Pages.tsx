import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";

interface PagesProps {
  /** From 0. */
  page: number;
  count: number;
  onPage: (page: number) => void;
}

/** Leafing through the people of a large class, also with the arrow keys. */
export function Pages({ page, count, onPage }: PagesProps) {
  const { t } = useTranslation("stage");
  const go = (to: number) => {
    if (to >= 0 && to < count) onPage(to);
  };
  return (
    <nav
      aria-label={t("pages.label")}
      className="absolute inset-x-0 bottom-0 flex h-11 items-center justify-center gap-2"
      onKeyDown={({ key }) => {
        if (key === "ArrowLeft") go(page - 1);
        if (key === "ArrowRight") go(page + 1);
      }}
    >
      {/* The one that leads nowhere stays: a button that goes would take the focus with it. */}
      <IconButton
        label={t("pages.previous")}
        icon={<ChevronLeft size={20} aria-hidden />}
        aria-disabled={page === 0}
        onClick={() => go(page - 1)}
      />
      <p role="status" className="tabular min-w-28 text-center text-sm text-quiet">
        {t("pages.position", { page: page + 1, count })}
      </p>
      <IconButton
        label={t("pages.next")}
        icon={<ChevronRight size={20} aria-hidden />}
        aria-disabled={page === count - 1}
        onClick={() => go(page + 1)}
      />
    </nav>
  );
}
