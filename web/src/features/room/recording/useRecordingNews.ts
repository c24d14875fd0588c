import { useTranslation } from "react-i18next";

import type { Change } from "./recording-state";

/** "Marie paused the recording." */
export function useRecordingNews(): (news: { change: Change; by: string | null }) => string {
  const { t } = useTranslation("recording");
  return ({ change, by }) => (by === null ? t(`news.${change}`) : t(`newsBy.${change}`, { name: by }));
}
