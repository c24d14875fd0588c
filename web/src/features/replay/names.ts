import { useTranslation } from "react-i18next";

import type { ReplayChapter } from "@/replay/manifest";
import type { Timeline } from "@/replay/timeline";

/** What to call somebody: those who did not want to be recorded have no name. */
export function useNameOf(timeline: Timeline): (participantId: string | null) => string {
  const { t } = useTranslation("replay");
  return (participantId) => timeline.person(participantId)?.name ?? t("somebody");
}

const KINDS = ["start", "chat", "hand", "screen", "board", "page", "code", "mark", "pause", "joined"] as const;

/** What a chapter is called: as the teacher called it, else by what happened. */
export function useChapterName(timeline: Timeline): (chapter: ReplayChapter) => string {
  const { t } = useTranslation("replay");
  const nameOf = useNameOf(timeline);
  return ({ title, kind, participant_id }) => {
    const known = KINDS.find((each) => each === kind) ?? "other";
    const happened = t(`chapter.${known}`, { name: nameOf(participant_id) });
    if (!title) return happened;
    return known === "chat" ? `${nameOf(participant_id)}: ${title}` : title;
  };
}
