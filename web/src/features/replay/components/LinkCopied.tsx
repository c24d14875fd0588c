import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { Timeline } from "@/replay/timeline";
import { useCopy } from "@/ui/CopyField";

const SHOWN_MS = 4_000;

interface LinkCopiedProps {
  /** Of the recording, wherever what is shown of it begins: a link means the same moment to everybody, and after another trim. */
  seconds: number;
  timeline: Timeline;
  onClose: () => void;
}

/** Copies a link to a second of this replay, and says how that went. */
export function LinkCopied({ seconds, timeline, onClose }: LinkCopiedProps) {
  const { t } = useTranslation("replay");
  const [state, copy] = useCopy();
  useEffect(() => {
    copy(linkTo(seconds));
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
    // Once for each press; `copy` and `onClose` are other functions at every drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [seconds]);
  const hasFailed = state === "failed";
  return (
    <p role="status" className="fixed inset-x-4 bottom-28 z-40 mx-auto w-fit rounded-card bg-raised px-4 py-3 shadow-float animate-appear">
      {hasFailed ? t("controls.copyFailed", { seconds }) : t("controls.copied", { time: timeline.words(seconds * 1_000) })}
    </p>
  );
}

function linkTo(seconds: number): string {
  const url = new URL(window.location.href);
  url.search = new URLSearchParams({ t: String(seconds) }).toString();
  return url.href;
}
