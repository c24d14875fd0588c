import { useTranslation } from "react-i18next";

import { cx } from "./cx";

/** Keeps the place of what is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx("rounded-small bg-hover animate-breathe", className)} />;
}

/** Around a page's skeletons: says in words that something is coming. */
export function Loading({ className, children }: { className?: string; children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={className} aria-busy="true">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      {children}
    </div>
  );
}
