import { useTranslation } from "react-i18next";

import type { RemoteParticipant } from "@/call/call";
import type { Judgement } from "@/call/stats";

/** How well this page and somebody reach each other; null while there is nothing to say. Their device may be to blame. */
export function judgementOf({ link, health, strained }: RemoteParticipant): Judgement | null {
  if (link !== "connected" || health === null) return null;
  return strained && health.quality !== "bad" ? { quality: "weak", reason: "processor" } : health;
}

/** A judgement in words; `own` is what this page says of itself. */
export function useQualityWords(): (judgement: Judgement, own?: boolean) => string {
  const { t } = useTranslation("room");
  return ({ quality, reason }, own = false) => {
    if (reason === null) return t(own ? "quality.own.good" : "quality.good");
    if (own && reason === "processor") return t("quality.own.processor");
    const words = { reason: t(`quality.reason.${reason}`) };
    const degree = quality === "bad" ? "bad" : "weak";
    return own ? t(`quality.own.${degree}`, words) : t(`quality.${degree}`, words);
  };
}
