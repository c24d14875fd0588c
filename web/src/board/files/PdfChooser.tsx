import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SharedDocument } from "@/documents/shared-document";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { TextInput } from "@/ui/inputs";
import { TaskButtons } from "@/ui/TaskDialog";

import { useDocumentState } from "../useDocumentState";
import { fitting, lengthOf, pageBytes, type PageRange, readRange } from "./page-range";
import type { PdfPicture } from "./pdf-file";

interface PdfChooserProps {
  document: SharedDocument;
  count: number;
  first: PdfPicture | null;
  onClose: () => void;
  onChoose: (range: PageRange) => void;
}

/** Of a page that cannot be shown. */
const USUAL_PAGE = 200_000;

/** Which pages of the PDF come onto the board. */
export function PdfChooser({ count, first, document, onClose, onChoose }: PdfChooserProps) {
  const { t } = useTranslation("board");
  const fits = fitting(useDocumentState(document), first ? pageBytes(first.dataURL) : USUAL_PAGE);
  const [from, setFrom] = useState("1");
  const [to, setTo] = useState(String(Math.max(1, Math.min(count, fits))));
  const range = readRange(from, to, count);
  const isTooMuch = fits < (range ? lengthOf(range) : count);
  const choose = () => range && fits > 0 && onChoose(range);
  return (
    <>
      {first && <img src={first.dataURL} alt="" className="mx-auto max-h-44 max-w-full rounded-small bg-[#fff] ring-1 ring-line" />}
      <p className="text-quiet">{t("pdf.explained", { count })}</p>
      {count > 1 && (
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("pdf.from")}>
            {(control) => <TextInput {...control} inputMode="numeric" value={from} onChange={({ target }) => setFrom(target.value)} />}
          </Field>
          <Field label={t("pdf.to")}>
            {(control) => <TextInput {...control} inputMode="numeric" value={to} onChange={({ target }) => setTo(target.value)} />}
          </Field>
        </div>
      )}
      <div role="status">
        {!range && <p className="text-sm font-medium text-danger">{t("pdf.badRange", { count })}</p>}
        {isTooMuch && <p>{fits === 0 ? t("pdf.noneFits") : t("pdf.fits", { count: fits })}</p>}
      </div>
      <TaskButtons>
        <Button variant="secondary" onClick={onClose}>
          {t("pdf.back")}
        </Button>
        <Button autoFocus disabled={!range || fits === 0} onClick={choose}>
          {range ? t("pdf.begin", { count: lengthOf(range) }) : t("pdf.bring")}
        </Button>
      </TaskButtons>
    </>
  );
}
