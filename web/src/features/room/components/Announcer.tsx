import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRecordingNews } from "../recording/useRecordingNews";
import type { News } from "../room-state";

const SHOWN_FOR_MS = 4_000;

/**
 * Who came and went, and whether it is recorded, shown for a moment at the lower edge of the stage, which no panel covers. It is read out by
 * people/Announcements, with everything else.
 */
export function Announcer({ news }: { news: News | null }) {
  const { t } = useTranslation("room");
  const recordingNews = useRecordingNews();
  const [shown, setShown] = useState<News | null>(null);
  useEffect(() => {
    // Who knocks has a banner of their own.
    if (news === null || news.kind === "knocks") return;
    setShown(news);
    const timer = setTimeout(() => setShown(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [news]);
  const wordsFor = (what: News) => {
    if (what.kind === "recording") return recordingNews(what);
    return what.kind === "marked" ? t("news.marked") : t(`news.${what.kind}`, { name: what.name });
  };
  return (
    <div aria-hidden className="pointer-events-none absolute inset-x-4 bottom-4 z-20 flex justify-center">
      {shown && (
        <p key={shown.number} className="rounded-full bg-raised px-4 py-1.5 text-sm shadow-float animate-appear">
          {wordsFor(shown)}
        </p>
      )}
    </div>
  );
}
