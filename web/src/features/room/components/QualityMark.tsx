import { SignalHigh, SignalLow, SignalMedium } from "lucide-react";

import type { Judgement } from "@/call/stats";

import { useQualityWords } from "../quality";

const ICONS = { good: SignalHigh, weak: SignalMedium, bad: SignalLow };
const COLOURS = { good: "text-accent", weak: "text-yellow", bad: "text-danger" };

/** How well this person and I reach each other, or I the others (`own`), with the reason in words. */
export function QualityMark({ judgement, own = false }: { judgement: Judgement | null; own?: boolean }) {
  const inWords = useQualityWords();
  if (judgement === null) return null;
  const Icon = ICONS[judgement.quality];
  const words = inWords(judgement, own);
  return (
    <span role="img" aria-label={words} title={words} data-quality={judgement.quality} className="flex rounded-small bg-ground/80 p-1">
      <Icon size={18} className={COLOURS[judgement.quality]} aria-hidden />
    </span>
  );
}
