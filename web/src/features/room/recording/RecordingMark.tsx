import { Pause } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cx } from "@/ui/cx";
import { useNow } from "@/ui/now";

import type { RoomState } from "../room-state";
import { useRecordedWords } from "./words";

/** In the room's top line while it records or is paused: a dot and a word, and what is wrong with one's own part. */
export default function RecordingMark({ state, onOpen }: { state: RoomState; onOpen: () => void }) {
  const { t } = useTranslation("recording");
  const words = useRecordedWords();
  const now = useNow();
  const { recording, me } = state;
  const isOn = recording.state === "on";
  const own = me && isOn ? words(state, me, now) : null;
  const said = own && (own.isTrouble || me?.recorded !== true) ? own.text : null;
  return (
    <button
      type="button"
      data-recording={recording.state}
      title={t("mark.open")}
      onClick={onOpen}
      className="inline-flex min-h-11 min-w-0 items-center gap-2 rounded-full px-2 text-sm font-semibold transition-colors hover:bg-hover sm:px-3"
    >
      {isOn ? (
        <span aria-hidden className="size-2.5 shrink-0 rounded-full bg-danger" />
      ) : (
        <Pause size={16} aria-hidden className="shrink-0 text-yellow" />
      )}
      <span className={cx("shrink-0", (!isOn || own?.isTrouble) && "text-yellow")}>{t(isOn ? "mark.on" : "mark.paused")}</span>
      {said && <span className={cx("truncate font-normal max-md:sr-only", own?.isTrouble ? "text-yellow" : "text-quiet")}>· {said}</span>}
    </button>
  );
}
