import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { ChartSpline, PencilLine, Sigma } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { loadTexts } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";

import type { Editable, Kind } from "./placing";
import { find, useChosen, useEditInsteadOfCrop } from "./useChosen";

const DIALOGS = {
  formula: lazy(async () => {
    const [module] = await Promise.all([import("./FormulaDialog"), loadTexts("mathematics")]);
    return module;
  }),
  graph: lazy(async () => {
    const [module] = await Promise.all([import("./GraphDialog"), loadTexts("mathematics")]);
    return module;
  }),
};

export interface MathematicsDialogProps {
  api: ExcalidrawImperativeAPI;
  /** Null for a new one. */
  edited: Editable | null;
  onClose: () => void;
  returnFocus: () => void;
}

/** Formulas and graphs: the buttons for new ones, and the way back to what one was made from. */
export function MathematicsTools({ api }: { api: ExcalidrawImperativeAPI }) {
  const { t } = useTranslation("board");
  const [open, setOpen] = useState<{ kind: Kind; edited: Editable | null } | null>(null);
  const focused = useRef<Element | null>(null);
  const chosen = useChosen(api);
  const kind = chosen === null ? null : find(api, chosen)?.kind;
  const Dialog = open && DIALOGS[open.kind];

  function show(wanted: Kind, edited: Editable | null) {
    focused.current = document.activeElement;
    setOpen({ kind: wanted, edited });
  }
  function edit(found: Editable | null) {
    if (found) show(found.kind, found);
  }
  useEditInsteadOfCrop(api, edit);

  return (
    <>
      <IconButton label={t("mathematics.formula")} icon={<Sigma size={20} aria-hidden />} onClick={() => show("formula", null)} />
      <IconButton label={t("mathematics.graph")} icon={<ChartSpline size={20} aria-hidden />} onClick={() => show("graph", null)} />
      {chosen !== null && kind && (
        <IconButton
          data-edits-mathematics
          label={t(kind === "formula" ? "mathematics.editFormula" : "mathematics.editGraph")}
          icon={<PencilLine size={20} aria-hidden />}
          onClick={() => edit(find(api, chosen))}
        />
      )}
      <Suspense fallback={<Loading />}>
        {Dialog && (
          <Dialog
            api={api}
            edited={open.edited}
            onClose={() => setOpen(null)}
            returnFocus={() => focused.current instanceof HTMLElement && focused.current.focus()}
          />
        )}
      </Suspense>
    </>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <span role="status" className="px-1 text-sm text-quiet">
      {t("loading")}
    </span>
  );
}
