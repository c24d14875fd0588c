import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { DocumentState, Refusal, SharedDocument } from "@/documents/shared-document";
import { formatSize } from "@/i18n/sizes";

interface NoticeProps {
  document: SharedDocument;
  state: DocumentState;
  isLed: boolean;
  isOver: boolean;
}

/** Well before it is full, so that there is time to go on on another board. */
const WARN_FROM = 0.8;

/** One line above the board, only when there is something to know. */
export function Notice({ document, state, isLed, isOver }: NoticeProps) {
  const { t } = useTranslation("board");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => document.on("reset", ({ reason }) => setRefusal(reason)), [document]);
  const text = () => {
    if (state.connection === "refused") return state.problem?.message || t("notice.refused");
    if (state.connection === "offline") return t(state.unsaved > 0 ? "notice.offlineUnsaved" : "notice.offline");
    if (!state.synced) return t("notice.loading");
    if (refusal) return t(`notice.reset.${refusal}`);
    if (state.limit > 0 && state.bytes > state.limit * WARN_FROM) {
      return t("notice.nearlyFull", { size: formatSize(state.bytes), limit: formatSize(state.limit) });
    }
    if (isLed) return t("notice.led");
    if (!state.mayWrite) return t(isOver ? "notice.over" : "notice.readOnly");
    return null;
  };
  const said = text();
  return (
    <p role="status" className={said ? "bg-attention-soft px-4 py-1.5 text-sm" : "sr-only"}>
      {said}
    </p>
  );
}
