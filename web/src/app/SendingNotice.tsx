import { CloudAlert, CloudUpload } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { loadTexts } from "@/i18n/i18n";
import { locale } from "@/i18n/language";
import { type NotSaved, notSaved } from "@/record/not-saved";
import { uploadState } from "@/record/upload-state";
import { Button } from "@/ui/Button";

/** A page that has just opened has better things to do. */
const BEGIN_AFTER_MS = 3_000;
/** What takes no longer needs no words. */
const SAY_AFTER_MS = 1_500;

const subscribe = (listener: () => void) => uploadState.on("change", listener);
const getState = () => uploadState.current;

const subscribeToNotes = (listener: () => void) => notSaved.on("change", listener);
const getNotes = () => notSaved.current;

/** The server takes tracks of a session until a day after its end. */
const TOO_LATE = ["session_ended", "bad_room_token"];

/** Outside of the room: what was recorded is still being sent, of this lesson or of one before a crash, or could not be saved. */
export default function SendingNotice() {
  useResumedUploads();
  const { t } = useTranslation("recording", { useSuspense: false });
  const { isBusy, pace, trouble } = useSyncExternalStore(subscribe, getState);
  const isShown = useSettled(isBusy && pace === "free");
  const notes = useSyncExternalStore(subscribeToNotes, getNotes);
  const areNotesShown = useSettled(notes.length > 0);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-30 flex flex-col items-center gap-3">
      {areNotesShown && <NotSavedNote notes={notes} />}
      {isShown && (
        <p className="flex max-w-xl items-center gap-3 rounded-card border border-line bg-raised px-4 py-3 text-sm text-ink shadow-float animate-appear">
          <CloudUpload size={20} aria-hidden className="shrink-0 text-quiet" />
          {t(trouble ? "sending.waiting" : "sending.busy")}
        </p>
      )}
    </div>
  );
}

/** What is lost to a recording, and why. Stays until it is read. */
function NotSavedNote({ notes }: { notes: readonly NotSaved[] }) {
  const { t } = useTranslation("recording");
  const words = (note: NotSaved) => {
    const what = new Intl.ListFormat(locale()).format(note.kinds.map((kind) => t(`lost.${kind}`)));
    const when = new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeStyle: "short" }).format(note.startedAt);
    return t("lost.text", { what, when, why: TOO_LATE.includes(note.code) ? t("lost.late") : note.detail });
  };
  return (
    <div className="pointer-events-auto flex max-w-xl items-center gap-3 rounded-card border border-line bg-raised px-4 py-3 text-sm text-ink shadow-float animate-appear max-sm:flex-col max-sm:items-stretch">
      <CloudAlert size={20} aria-hidden className="shrink-0 text-quiet max-sm:hidden" />
      <div className="flex max-h-[40dvh] flex-col gap-2 overflow-y-auto">
        {notes.map((note) => (
          <p key={note.sessionId}>{words(note)}</p>
        ))}
      </div>
      <Button variant="secondary" className="shrink-0 max-sm:self-end" onClick={() => notSaved.forget()}>
        {t("trouble.read")}
      </Button>
    </div>
  );
}

/** Sends what earlier pages have left behind. */
function useResumedUploads(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      import("@/record/resume-uploads")
        .then(({ resumeUploads }) => resumeUploads())
        .catch((error: unknown) => console.warn("What is left of earlier lessons could not be looked for", error));
    }, BEGIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** True once it has been so for a while, and its texts are there. */
function useSettled(isSo: boolean): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    if (!isSo) return setSettled(false);
    const timer = setTimeout(() => void loadTexts("recording").then(() => setSettled(true)), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isSo]);
  return isSo && isSettled;
}
