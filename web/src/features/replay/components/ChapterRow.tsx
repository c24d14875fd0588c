import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ReplayChapter } from "@/replay/manifest";
import type { ReplayClock } from "@/replay/replay-clock";
import type { Timeline } from "@/replay/timeline";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";

import { useChapterName } from "../names";
import { ChapterTitle } from "./ChapterTitle";

/** What is done with a chapter that a teacher made. */
export interface MarkChanges {
  rename: (markId: string, title: string) => Promise<void>;
  remove: (markId: string) => Promise<void>;
}

interface ChapterRowProps {
  chapter: ReplayChapter;
  clock: ReplayClock;
  timeline: Timeline;
  isCurrent: boolean;
  marks: MarkChanges | null;
}

/** Leads to where the chapter begins. */
export function ChapterRow({ chapter, clock, timeline, isCurrent, marks }: ChapterRowProps) {
  const { t } = useTranslation("replay");
  const nameOf = useChapterName(timeline);
  const [isRenaming, setIsRenaming] = useState(false);
  const [wasRenaming, setWasRenaming] = useState(false);
  const { at_ms, title, mark_id } = chapter;
  const time = timeline.words(at_ms);
  if (isRenaming && marks && mark_id) {
    const close = () => {
      setWasRenaming(true);
      setIsRenaming(false);
    };
    return (
      <li>
        <ChapterTitle
          time={time}
          title={title ?? ""}
          save={t("manage.settings.save")}
          busy={t("manage.settings.busy")}
          onSave={(changed) => marks.rename(mark_id, changed)}
          onClose={close}
        />
      </li>
    );
  }
  return (
    <li className="flex items-center">
      <button
        type="button"
        aria-current={isCurrent ? "true" : undefined}
        className={cx(
          "flex min-h-11 min-w-0 flex-1 items-baseline gap-3 rounded-small px-2 py-2 max-sm:gap-2 max-sm:px-1 text-left hover:bg-hover",
          isCurrent && "bg-accent-soft",
        )}
        onClick={() => clock.seek(at_ms)}
      >
        <span className="w-12 shrink-0 text-right text-sm max-sm:w-auto max-sm:min-w-9 text-quiet tabular">{time}</span>
        <span className="line-clamp-2 min-w-0 break-words">{nameOf(chapter)}</span>
      </button>
      {marks && mark_id && (
        <>
          <IconButton
            label={t("marks.rename", { title: nameOf(chapter) })}
            icon={<Pencil size={18} aria-hidden />}
            // After the field it has the focus again.
            autoFocus={wasRenaming}
            onClick={() => setIsRenaming(true)}
          />
          <IconButton
            label={t("marks.delete", { title: nameOf(chapter) })}
            icon={<Trash2 size={18} aria-hidden />}
            onClick={(event) => {
              // It goes with its row: the focus stays in the list.
              event.currentTarget.closest<HTMLElement>("[role=region]")?.focus();
              void marks.remove(mark_id);
            }}
          />
        </>
      )}
    </li>
  );
}
