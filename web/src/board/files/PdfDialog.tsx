import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";

import type { SharedDocument } from "@/documents/shared-document";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { PasswordInput } from "@/ui/inputs";
import { Progress } from "@/ui/Progress";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";

import type { BoardDocument } from "../board-document";
import { lengthOf, type PageRange } from "./page-range";
import { LARGEST_MEGABYTES } from "./pdf-file";
import type { Brought } from "./pdf-in";
import { PdfChooser } from "./PdfChooser";
import { useBringIn } from "./useBringIn";

export interface PdfDialogProps {
  file: File;
  board: BoardDocument;
  document: SharedDocument;
  /** The page behind which the new ones come. */
  behind: string;
  onPage: (id: string) => void;
  onClose: () => void;
  returnTo?: RefObject<HTMLElement | null>;
}

/** So that a page's number is still to be read behind a long name. */
const LONGEST_NAME = 60;

/** Brings a PDF onto the board: which of its pages, how far it is, and what came of it. */
export function PdfDialog({ file, board, document, behind, onPage, onClose, returnTo }: PdfDialogProps) {
  const { t } = useTranslation("board");
  const called = file.name.replace(/\.pdf$/i, "").slice(0, LONGEST_NAME);
  const name = (number: number) => t("pdf.pageName", { name: called, number });
  const { step, unlock, begin, cancel } = useBringIn(file, { board, document, behind, name });

  function remove(pages: readonly string[]) {
    onPage(behind);
    for (const page of pages) board.remove(page);
    onClose();
  }

  function close() {
    if (step.at === "working") return cancel();
    const [first] = step.at === "done" ? step.brought.pages : [];
    if (first) onPage(first);
    onClose();
  }

  function body() {
    switch (step.at) {
      case "opening":
        return <Said role="status" button={t("pdf.back")} onClose={close} text={t("pdf.opening")} />;
      case "failed":
        return <Said role="alert" button={t("pdf.back")} onClose={close} text={t(`pdf.trouble.${step.trouble}`, { megabytes: LARGEST_MEGABYTES })} />;
      case "password":
        return <Unlock isWrong={step.isWrong} onClose={close} onUnlock={unlock} />;
      case "choosing":
        return <PdfChooser {...step} document={document} onClose={close} onChoose={begin} />;
      case "working":
        return <Working range={step.range} number={step.number} onCancel={cancel} />;
      case "done":
        return <Done range={step.range} brought={step.brought} onRemove={remove} onClose={close} />;
    }
  }
  return (
    <TaskDialog title={t("pdf.title", { name: file.name })} returnTo={returnTo} onClose={close}>
      {body()}
    </TaskDialog>
  );
}

interface SaidProps {
  role: "status" | "alert";
  text: string;
  button: string;
  onClose: () => void;
}

function Said({ role, text, button, onClose }: SaidProps) {
  return (
    <>
      <p role={role}>{text}</p>
      <TaskButtons>
        <Button variant="secondary" onClick={onClose}>
          {button}
        </Button>
      </TaskButtons>
    </>
  );
}

function Unlock({ isWrong, onUnlock, onClose }: { isWrong: boolean; onUnlock: (password: string) => void; onClose: () => void }) {
  const { t } = useTranslation("board");
  const [password, setPassword] = useState("");
  const open = () => password && onUnlock(password);
  return (
    <>
      <Field label={t("pdf.password")} help={t("pdf.passwordHelp")} error={isWrong ? t("pdf.wrongPassword") : undefined}>
        {(control) => (
          <PasswordInput
            {...control}
            autoFocus
            autoComplete="off"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
            onKeyDown={({ key }) => key === "Enter" && open()}
          />
        )}
      </Field>
      <TaskButtons>
        <Button variant="secondary" onClick={onClose}>
          {t("pdf.back")}
        </Button>
        <Button onClick={open}>{t("pdf.unlock")}</Button>
      </TaskButtons>
    </>
  );
}

function Working({ range, number, onCancel }: { range: PageRange; number: number; onCancel: () => void }) {
  const { t } = useTranslation("board");
  const [done, all] = [number - range.from, lengthOf(range)];
  const said = t("pdf.working", { number: done + 1, count: all });
  return (
    <>
      <p role="status" className="tabular">
        {said}
      </p>
      <Progress label={said} value={done / all} />
      <TaskButtons>
        <Button variant="secondary" onClick={onCancel}>
          {t("pdf.cancel")}
        </Button>
      </TaskButtons>
    </>
  );
}

interface DoneProps {
  range: PageRange;
  brought: Brought;
  onRemove: (pages: readonly string[]) => void;
  onClose: () => void;
}

function Done({ range, brought: { pages, ended }, onRemove, onClose }: DoneProps) {
  const { t } = useTranslation("board");
  return (
    <>
      <div role="status" className="flex flex-col gap-2">
        <p>{pages.length > 0 ? t("pdf.brought", { count: pages.length }) : t("pdf.broughtNone")}</p>
        {ended !== "all" && <p>{t(`pdf.ended.${ended}`, { number: range.from + pages.length })}</p>}
      </div>
      <TaskButtons>
        {pages.length > 0 && (
          <Button variant="secondary" onClick={() => onRemove(pages)}>
            {t("pdf.remove", { count: pages.length })}
          </Button>
        )}
        <Button autoFocus onClick={onClose}>
          {t(pages.length > 0 ? "pdf.show" : "pdf.close")}
        </Button>
      </TaskButtons>
    </>
  );
}
