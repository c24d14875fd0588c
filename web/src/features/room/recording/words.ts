import { useTranslation } from "react-i18next";

import type { Participant } from "@/call/protocol";
import { locale } from "@/i18n/language";

import { BEHIND_MS, lagOf, type RecordingView } from "./recording-state";

/** "12:03:40": trouble shows within seconds. */
export function exactTime(instant: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "medium" }).format(instant);
}

export interface PersonRecorded {
  text: string;
  isTrouble: boolean;
}

/** How somebody's part of the recording stands. `own`: they are oneself. `now`: by this page's clock. */
export function useRecordedWords(): (view: RecordingView, person: Pick<Participant, "id" | "recorded">, now: number, own: boolean) => PersonRecorded {
  const { t } = useTranslation("recording");
  return (view, person, now, own) => {
    const fine = (text: string) => ({ text, isTrouble: false });
    const trouble = (text: string) => ({ text, isTrouble: true });
    if (person.recorded !== true) return fine(t(person.recorded === null ? "person.notAsked" : "person.notRecorded"));
    if (own && view.own?.isFull) return trouble(t("person.full"));
    if (own && view.own?.impossible.includes("microphone")) return trouble(t("person.cannot"));
    if (own && view.own && view.own.impossible.length > 0) return trouble(t("person.cannotPicture"));
    const saved = view.saved[person.id] ?? (own ? view.own?.savedUntil : undefined) ?? null;
    const lag = lagOf(view, person, now + view.aheadMs);
    if (lag > BEHIND_MS) {
      const seconds = Math.round(lag / 1_000);
      if (saved === null) return trouble(t("person.nothingFor", { seconds }));
      return trouble(t("person.behind", { time: exactTime(saved - view.aheadMs), seconds }));
    }
    if (saved !== null) return fine(t("person.saved", { time: exactTime(saved - view.aheadMs) }));
    return fine(t(view.state === "on" && view.sending[person.id] !== undefined ? "person.begun" : "person.nothing"));
  };
}
