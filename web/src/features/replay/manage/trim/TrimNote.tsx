import { Scissors } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatList } from "@/i18n/numbers";
import type { Timeline } from "@/replay/timeline";
import { Button } from "@/ui/Button";

interface TrimNoteProps {
  timeline: Timeline;
  isTrimming: boolean;
  onTrim: () => void;
}

/** For who manages a replay: that others get less of it, and the way to change that. It is also heard, once that is saved. */
export function TrimNote({ timeline, isTrimming, onTrim }: TrimNoteProps) {
  const { t } = useTranslation("replay");
  const { trimmed } = timeline;
  const isTrimmed = trimmed.length > 0;
  const [wasTrimmed, setWasTrimmed] = useState(isTrimmed);
  if (isTrimmed && !wasTrimmed) setWasTrimmed(true);
  // With spaces that do not break: each part stays in one line.
  const parts = trimmed.map(([from, to]) => `${timeline.words(from)}\u00a0–\u00a0${timeline.words(to)}`);
  const words = isTrimmed ? t("trim.note", { parts: formatList(parts) }) : wasTrimmed ? t("trim.undone") : null;
  return (
    <div className="flex items-center justify-end gap-x-3 px-3 text-sm text-quiet sm:px-5">
      {isTrimmed && !isTrimming && <Scissors size={20} className="shrink-0" aria-hidden />}
      {/* Empty while somebody trims: what comes into it afterwards is announced. */}
      <p role="status" className="min-w-0 flex-1 tabular empty:sr-only">
        {!isTrimming && words}
      </p>
      {isTrimmed && !isTrimming && (
        <Button variant="quiet" className="shrink-0 px-2!" onClick={onTrim}>
          {t("trim.change")}
        </Button>
      )}
    </div>
  );
}
