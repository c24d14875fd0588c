import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Progress } from "@/ui/Progress";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";

import type { BoardDocument } from "../board-document";
import { save } from "./save";

interface PdfOutDialogProps {
  board: BoardDocument;
  title: string;
  onClose: () => void;
  returnTo?: RefObject<HTMLElement | null>;
}

/** Saves all pages as a PDF; there for as long as it takes. */
export function PdfOutDialog({ board, title, onClose, returnTo }: PdfOutDialogProps) {
  const { t } = useTranslation("board");
  const [pages] = useState(() => board.list());
  const [number, setNumber] = useState(1);
  const [failed, setFailed] = useState(false);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const work = new AbortController();
    const { signal } = work;
    const make = async () => {
      const { allPagesAsPdf } = await import("./pdf-out");
      save(await allPagesAsPdf({ board, pages, title, signal, onPage: setNumber }), `${title}.pdf`);
      close.current();
    };
    make().catch(() => !signal.aborted && setFailed(true));
    return () => work.abort();
  }, [board, pages, title]);
  const said = t("pdf.saving", { number, count: pages.length });
  return (
    <TaskDialog title={t("pdf.out")} onClose={onClose} returnTo={returnTo}>
      {failed ? (
        <p role="alert">{t("pdf.notSaved")}</p>
      ) : (
        <>
          <p role="status" className="tabular">{said}</p>
          <Progress label={said} value={(number - 1) / pages.length} />
        </>
      )}
      <TaskButtons>
        <Button variant="secondary" onClick={onClose}>
          {t(failed ? "pdf.close" : "pdf.cancel")}
        </Button>
      </TaskButtons>
    </TaskDialog>
  );
}
