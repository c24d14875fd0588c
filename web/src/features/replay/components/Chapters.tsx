import { Trash2 } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { ReplayClock } from "@/replay/replay-clock";
import type { Timeline } from "@/replay/timeline";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";

import { useChapterName } from "../names";
import { useMoment } from "../playback";
import { AddChapter } from "./AddChapter";

interface ChaptersProps {
  clock: ReplayClock;
  timeline: Timeline;
  /** For who may add chapters and delete those that were added. */
  marks?: { add: (atMs: number, title: string) => Promise<void>; remove: (markId: string) => Promise<void> } | null;
}

export function Chapters({ clock, timeline, marks = null }: ChaptersProps) {
  const { t } = useTranslation("replay");
  const nameOf = useChapterName(timeline);
  const current = useMoment(
    clock,
    useCallback(
      (ms: number) => {
        const chapter = timeline.chapterAt(ms);
        return chapter ? timeline.chapters.indexOf(chapter) : -1;
      },
      [timeline],
    ),
  );
  const adding = marks && <AddChapter clock={clock} onAdd={marks.add} />;
  if (timeline.chapters.length === 0) {
    return (
      <>
        <p className="p-2 text-quiet">{t("side.noChapters")}</p>
        {adding}
      </>
    );
  }
  return (
    <>
      <ol className="flex flex-col">
        {timeline.chapters.map((chapter, index) => (
          <li key={index} className="flex items-center">
            <button
              type="button"
              aria-current={index === current ? "true" : undefined}
              className={cx(
                "flex min-h-11 min-w-0 flex-1 items-baseline gap-3 rounded-small px-2 py-2 max-sm:gap-2 max-sm:px-1 text-left hover:bg-hover",
                index === current && "bg-accent-soft",
              )}
              onClick={() => clock.seek(chapter.at_ms)}
            >
              <span className="w-12 shrink-0 text-right text-sm max-sm:w-auto max-sm:min-w-9 text-quiet tabular">{timeline.words(chapter.at_ms)}</span>
              <span className="line-clamp-2 min-w-0 break-words">{nameOf(chapter)}</span>
            </button>
            {marks && chapter.mark_id && (
              <IconButton
                label={t("marks.delete", { title: nameOf(chapter) })}
                icon={<Trash2 size={18} aria-hidden />}
                onClick={(event) => {
                  // It goes with its row: the focus stays in the list.
                  event.currentTarget.closest<HTMLElement>("[role=region]")?.focus();
                  void marks.remove(chapter.mark_id ?? "");
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {adding}
    </>
  );
}
