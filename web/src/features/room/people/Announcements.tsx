import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { locale } from "@/i18n/language";

import { useRecordingNews } from "../recording/useRecordingNews";
import type { Room } from "../room";
import { heardBetween, type Sentence, Sentences } from "./heard";

/** Nobody can listen to the lesson and to more than this. */
const AT_MOST_EVERY_MS = 1_000;
const MOST_NAMES = 3;

interface Spoken extends Sentence {
  number: number;
}

/** Reads out what happens in the room, for those who do not see it. */
export function Announcements({ room }: { room: Pick<Room, "subscribe" | "getState"> }) {
  const spoken = useSpoken(room);
  return (
    <div role="log" aria-live="polite" aria-relevant="additions" className="sr-only">
      {spoken && <Words key={spoken.number} sentence={spoken} />}
    </div>
  );
}

/** The last sentence. What happens faster than it can be read out is said together. */
function useSpoken(room: Pick<Room, "subscribe" | "getState">): Spoken | null {
  const [spoken, setSpoken] = useState<Spoken | null>(null);
  useEffect(() => {
    const sentences = new Sentences();
    let before = room.getState();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const speak = () => {
      const sentence = sentences.take();
      if (sentence) setSpoken((last) => ({ ...sentence, number: (last?.number ?? 0) + 1 }));
      timer = sentence ? setTimeout(speak, AT_MOST_EVERY_MS) : null;
    };
    const unsubscribe = room.subscribe(() => {
      const now = room.getState();
      const heard = heardBetween(before, now);
      before = now;
      for (const one of heard) sentences.add(one);
      // What comes within the same moment belongs together.
      if (heard.length > 0) timer ??= setTimeout(speak, 0);
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [room]);
  return spoken;
}

function Words({ sentence: { what, names } }: { sentence: Sentence }) {
  const { t } = useTranslation("people");
  const recordingNews = useRecordingNews();
  const said = useNames(names);
  const words = () => {
    switch (what.kind) {
      case "reaction":
        return t("said.reaction", { names: said, reaction: t(`reaction.${what.reaction}`) });
      case "recording":
        return recordingNews(what);
      case "given":
      case "taken":
        return t(`said.${what.kind}.${what.right}`);
      case "locked":
      case "unlocked":
      case "coHost":
      case "noCoHost":
      case "marked":
        return t(`said.${what.kind}`);
      default:
        return t(`said.${what.kind}`, { count: names.length, names: said });
    }
  };
  return <p>{words()}</p>;
}

function useNames(names: readonly string[]): string {
  const { t } = useTranslation("people");
  const [first] = names;
  if (first === undefined) return "";
  if (names.length > MOST_NAMES) return t("said.andMore", { name: first, count: names.length - 1 });
  return new Intl.ListFormat(locale()).format(names);
}
