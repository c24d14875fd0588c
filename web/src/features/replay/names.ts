import { useTranslation } from "react-i18next";

import type { ReplayChapter } from "@/replay/manifest";
import type { Timeline } from "@/replay/timeline";

/** What to call somebody: those who did not want to be recorded have no name. */
export function useNameOf(timeline: Timeline): (participantId: string | null) => string {
  const { t } = useTranslation("replay");
  return (participantId) => timeline.person(participantId)?.name ?? t("somebody");
}

const STAGES = ["people", "board", "code"] as const;

/** What a chapter is called, by what happened. */
export function useChapterName(timeline: Timeline): (chapter: ReplayChapter) => string {
  const { t } = useTranslation("replay");
  const nameOf = useNameOf(timeline);
  return ({ title, kind, participant_id }) => {
    if (kind === "stage") return t(`chapter.${STAGES.find((each) => each === title) ?? "people"}`);
    if (kind === "page" || kind === "mark" || kind === "chat") return title ?? t(`chapter.${kind}`);
    return t(`chapter.${kind}`, { name: nameOf(participant_id) });
  };
}
