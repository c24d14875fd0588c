import { useTranslation } from "react-i18next";

import type { DocumentState } from "@/documents/shared-document";

/** From here on it is said that room runs out. */
const FULL_FROM = 0.8;

interface ConnectionNoteProps {
  state: DocumentState;
  reset: string | null;
  isLed: boolean;
}

/** What a person has to know about what they write: that it waits, that it was refused, that the document is nearly full. */
export function ConnectionNote({ state, reset, isLed }: ConnectionNoteProps) {
  const { t } = useTranslation("code");
  const note = noteOf(state, reset, isLed);
  return (
    <div role="status" className="empty:hidden">
      {note && <p className="bg-attention-soft px-4 py-2 text-sm">{t(`connection.${note}`)}</p>}
    </div>
  );
}

function noteOf({ connection, synced, bytes, limit, mayWrite }: DocumentState, reset: string | null, isLed: boolean) {
  if (connection === "offline") return synced ? "offline" : "unreachable";
  if (reset === "full" || reset === "broken") return reset;
  if (limit > 0 && bytes >= FULL_FROM * limit) return "nearlyFull";
  if (isLed) return "led";
  if (connection === "open" && synced && !mayWrite) return "readOnly";
  return null;
}
