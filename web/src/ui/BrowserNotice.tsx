import { MonitorX } from "lucide-react";
import { useTranslation } from "react-i18next";

import { browserGaps } from "./browser-support";
import { cx } from "./cx";

/** Says honestly that this browser cannot join a room; nothing where it can. */
export function BrowserNotice({ className }: { className?: string }) {
  const { t } = useTranslation();
  const gaps = browserGaps();
  if (gaps.length === 0) return null;
  const missing = gaps
    .filter((gap) => gap !== "insecure")
    .map((gap) => t(`browser.${gap}`))
    .join(", ");
  return (
    <aside aria-labelledby="browser-notice" className={cx("flex gap-3 rounded-card bg-attention-soft p-4", className)}>
      <MonitorX size={20} className="mt-0.5 shrink-0" aria-hidden />
      <div>
        <p id="browser-notice" className="font-semibold">
          {t("browser.title")}
        </p>
        <p>{gaps.includes("insecure") ? t("browser.insecure") : t("browser.text", { missing })}</p>
      </div>
    </aside>
  );
}
