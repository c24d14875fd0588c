import { type ComponentType, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { SharedDocument } from "@/documents/shared-document";
import { useOpened } from "@/ui/useOpened";

interface CopiesOverviewProps {
  /** What else can be done with the document. */
  actions: ReactNode;
  people: { id: string; name: string }[];
  /** Has to stay the same function. */
  open: (owner: string) => SharedDocument;
  Preview: ComponentType<{ document: SharedDocument }>;
  onVisit: (owner: string) => void;
}

/** Everybody's copy at a glance, as it grows: for hosts. */
export function CopiesOverview({ actions, people, open, Preview, onVisit }: CopiesOverviewProps) {
  const { t } = useTranslation("stage");
  return (
    <section aria-label={t("copies.overview")} className="flex size-full flex-col overflow-hidden rounded-card bg-ground">
      <div className="flex shrink-0 flex-wrap items-center justify-end px-2">{actions}</div>
      {people.length === 0 && <p className="p-6 text-quiet">{t("copies.nobody")}</p>}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-3 overflow-y-auto p-3">
        {people.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              className="flex h-44 w-full flex-col overflow-hidden rounded-small bg-raised text-left ring-1 ring-line ring-inset hover:bg-hover"
              onClick={() => onVisit(id)}
            >
              <OnScreen>
                <Opened owner={id} open={open} Preview={Preview} />
              </OnScreen>
              <span className="w-full truncate px-3 py-2 text-sm font-semibold">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A class of thirty has thirty documents: only those that can be seen are open. */
function OnScreen({ children }: { children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false));
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <span ref={place} aria-hidden className="block min-h-0 w-full flex-1 overflow-hidden">
      {isSeen && children}
    </span>
  );
}

function Opened({ owner, open, Preview }: Pick<CopiesOverviewProps, "open" | "Preview"> & { owner: string }) {
  const document = useOpened(useCallback(() => open(owner), [open, owner]));
  return document && <Preview document={document} />;
}
