import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { News } from "../room-state";

const SHOWN_FOR_MS = 4_000;

/** Who came and went, read out and shown for a moment. */
export function Announcer({ news }: { news: News | null }) {
  const { t } = useTranslation("room");
  const [shown, setShown] = useState<News | null>(null);
  useEffect(() => {
    if (news === null) return;
    setShown(news);
    const timer = setTimeout(() => setShown(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return (
    <div aria-live="polite" className="pointer-events-none absolute inset-x-4 bottom-22 flex justify-center">
      {shown && (
        <p key={shown.number} className={
            // Who knocks has a banner of their own: here they are only read out.
            shown.kind === "knocks" ? "sr-only" : "rounded-full bg-raised px-4 py-1.5 text-sm shadow-float animate-appear"
          }>
          {t(`news.${shown.kind}`, { name: shown.name })}
        </p>
      )}
    </div>
  );
}
