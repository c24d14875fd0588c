import { useTranslation } from "react-i18next";

import { locale } from "@/i18n/language";

import type { RoomState } from "../room-state";
import { BEHIND_MS, isLost, lagOf, type RecordedPerson } from "./recording-state";

type Known = Pick<RoomState, "recording" | "me" | "participants">;

/** "12:03:40": trouble shows within seconds. */
export function exactTime(instant: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "medium" }).format(instant);
}

export interface PersonRecorded {
  text: string;
  isTrouble: boolean;
}

/** How somebody's part of the recording stands. `now`: by this page's clock. */
export function useRecordedWords(): (state: Known, person: RecordedPerson, now: number) => PersonRecorded {
  const { t } = useTranslation("recording");
  const savedWords = ({ recording: view, me }: Known, person: RecordedPerson, now: number): PersonRecorded => {
    const own = person.id === me?.id ? view.own?.savedUntil : undefined;
    const saved = view.saved[person.id] ?? own ?? null;
    const lag = lagOf(view, person, now + view.aheadMs);
    if (lag > BEHIND_MS) {
      const seconds = Math.round(lag / 1_000);
      if (saved === null) return trouble(t("person.nothingFor", { seconds }));
      return trouble(t("person.behind", { time: exactTime(saved - view.aheadMs), seconds }));
    }
    if (saved !== null) return fine(t("person.saved", { time: exactTime(saved - view.aheadMs) }));
    return fine(t(view.state === "on" && view.sending[person.id] !== undefined ? "person.begun" : "person.nothing"));
  };
  return (state, person, now) => {
    const { recording: view, me } = state;
    if (person.recorded !== true) return fine(t(person.recorded === null ? "person.notAsked" : "person.notRecorded"));
    if (isLost(person)) return trouble(t("person.cannot"));
    const own = person.id === me?.id ? view.own : null;
    if (own?.isFull) return trouble(t("person.full"));
    if (own?.impossible.includes("microphone")) return trouble(t("person.cannot"));
    if (own && own.impossible.length > 0) return trouble(t("person.cannotPicture"));
    const saved = savedWords(state, person, now);
    if (person.copied_by === null) return saved;
    const name = copierOf(state, person);
    const byWhom = name === null ? t("person.copiedHere") : t("person.copied", { name });
    return { ...saved, text: `${byWhom} ${saved.text}` };
  };
}

/** The name of whoever's browser records them; null: this page's. */
export function copierOf({ me, participants }: Known, { copied_by }: RecordedPerson): string | null {
  if (copied_by === me?.id) return null;
  return participants.find(({ id }) => id === copied_by)?.name ?? "";
}

function fine(text: string): PersonRecorded {
  return { text, isTrouble: false };
}

function trouble(text: string): PersonRecorded {
  return { text, isTrouble: true };
}
