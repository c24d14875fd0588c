import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { ReplayClock } from "@/replay/replay-clock";
import type { Timeline } from "@/replay/timeline";

import { useMoment } from "../playback";
import { AddChapter } from "./AddChapter";
import { ChapterRow, type MarkChanges } from "./ChapterRow";

interface ChaptersProps {
  clock: ReplayClock;
  timeline: Timeline;
  /** For who may add chapters, and change those that were made. */
  marks?: (MarkChanges & { add: (atMs: number, title: string) => Promise<void> }) | null;
}

export function Chapters({ clock, timeline, marks = null }: ChaptersProps) {
  const { t } = useTranslation("replay");
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
          <ChapterRow key={chapter.mark_id ?? index} {...{ chapter, clock, timeline, marks }} isCurrent={index === current} />
        ))}
      </ol>
      {adding}
    </>
  );
}
