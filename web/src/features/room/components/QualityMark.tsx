import { SignalHigh, SignalLow, SignalMedium } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Health } from "@/call/stats";

const ICONS = { good: SignalHigh, weak: SignalMedium, bad: SignalLow };
const COLOURS = { good: "text-accent", weak: "text-yellow", bad: "text-danger" };

/** How well this person and I reach each other, with the reason in words. */
export function QualityMark({ health }: { health: Health | null }) {
  const { t } = useTranslation("room");
  if (health === null) return null;
  const Icon = ICONS[health.quality];
  const words =
    health.reason === null
      ? t("quality.good")
      : t(`quality.${health.quality}`, { reason: t(`quality.reason.${health.reason}`) });
  return (
    <span role="img" aria-label={words} title={words} data-quality={health.quality} className="flex rounded-small bg-ground/80 p-1">
      <Icon size={18} className={COLOURS[health.quality]} aria-hidden />
    </span>
  );
}
