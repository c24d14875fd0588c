import { BookmarkPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatClock } from "@/i18n/clock";
import type { ReplayClock } from "@/replay/replay-clock";
import { Button } from "@/ui/Button";

import { ChapterTitle } from "./ChapterTitle";

interface AddChapterProps {
  clock: ReplayClock;
  onAdd: (atMs: number, title: string) => Promise<void>;
}

/** A button that becomes a field: the moment is the one of the press, however long one thinks about its title. */
export function AddChapter({ clock, onAdd }: AddChapterProps) {
  const { t } = useTranslation("replay");
  const [atMs, setAtMs] = useState<number | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  if (atMs === null) {
    return (
      // After the field it has the focus again.
      <Button variant="quiet" autoFocus={wasOpen} className="mt-1 w-full justify-start! px-2!" onClick={() => setAtMs(Math.round(clock.position))}>
        <BookmarkPlus size={20} aria-hidden />
        {t("marks.add")}
      </Button>
    );
  }
  const close = () => {
    setWasOpen(true);
    setAtMs(null);
  };
  return (
    <ChapterTitle
      time={formatClock(atMs)}
      save={t("marks.save")}
      busy={t("marks.busy")}
      onSave={(title) => onAdd(atMs, title)}
      onClose={close}
    />
  );
}
