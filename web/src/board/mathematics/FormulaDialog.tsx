import { Keyboard } from "lucide-react";
import type { MathfieldElement } from "mathlive";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Segmented } from "@/ui/Choice";
import { Field } from "@/ui/Field";
import { Textarea } from "@/ui/inputs";

import { drawFormula, type FormulaProblem, LONGEST_FORMULA } from "./formula-picture";
import { MathematicsFrame } from "./MathematicsFrame";
import type { MathematicsDialogProps } from "./MathematicsTools";
import { MathField } from "./MathField";
import { MathKeyboard } from "./MathKeyboard";
import { dataUrlOf, type SvgPicture } from "./picture";
import { INK, insertPicture, replacePicture } from "./placing";

/** As it looks, or as LaTeX: the second is for those who know it, and for those who hear their screen. */
type Way = "field" | "latex";

/** Writes a formula, or changes one. */
export default function FormulaDialog({ api, edited, onClose, returnFocus }: MathematicsDialogProps) {
  const { t } = useTranslation("mathematics");
  const [latex, setLatex] = useState(edited?.origin.latex ?? "");
  const [hasKeyboard, setHasKeyboard] = useState(() => window.matchMedia("(pointer: coarse)").matches);
  const [tried, setTried] = useState(false);
  const [field, setField] = useState<MathfieldElement | null>(null);
  const colour = edited ? colourOf(edited.element.strokeColor) : colourOf(api.getAppState().currentItemStrokeColor);
  const { picture, problem } = useMemo(() => drawFormula(latex, colour), [latex, colour]);
  // What cannot be drawn is not for a field that shows how it looks: it may be somebody else's, made to do harm.
  const fitsField = !problem || problem.kind === "empty";
  const [way, setWay] = useState<Way>(fitsField ? "field" : "latex");
  const said = problem && (tried || problem.kind !== "empty") ? <Problem problem={problem} /> : null;

  function done() {
    setTried(true);
    if (!picture) return;
    if (!edited) insertPicture(api, picture, { latex }, colour);
    else {
      const before = drawFormula(edited.origin.latex ?? "", colour).picture ?? picture;
      replacePicture(api, edited.element.id, before.width, picture, { latex });
    }
    onClose();
  }

  return (
    <MathematicsFrame
      title={t(edited ? "formula.editTitle" : "formula.title")}
      action={t(edited ? "save" : "insert")}
      onDone={done}
      onClose={onClose}
      returnFocus={returnFocus}
      keepsEscape={() => field?.mode === "latex"}
      below={way === "field" && hasKeyboard && <MathKeyboard />}
    >
      <fieldset className="flex flex-wrap items-center justify-between gap-2">
        <legend className="sr-only">{t("formula.way")}</legend>
        <Segmented
          name="way"
          value={way}
          options={[
            { value: "field", label: t("formula.asItLooks") },
            { value: "latex", label: "LaTeX" },
          ]}
          onChange={(wanted) => (wanted === "latex" || fitsField) && setWay(wanted)}
        />
        {way === "field" && (
          <Button
            variant="quiet"
            aria-pressed={hasKeyboard}
            onClick={() => {
              setHasKeyboard(!hasKeyboard);
              field?.focus();
            }}
          >
            <Keyboard size={20} aria-hidden />
            {t("formula.keyboard")}
          </Button>
        )}
      </fieldset>
      {way === "field" ? (
        <MathField onField={setField} label={t("formula.label")} value={latex} onChange={setLatex} onEnter={done} />
      ) : (
        <Field label={t("formula.latex")} help={t("formula.latexHelp")}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={latex}
              maxLength={LONGEST_FORMULA}
              spellCheck={false}
              autoCapitalize="none"
              autoCorrect="off"
              className="font-mono"
              onChange={({ target }) => setLatex(target.value)}
            />
          )}
        </Field>
      )}
      <Preview picture={picture} label={t("formula.preview", { latex })} />
      <p role="status" className={said ? "text-sm font-medium text-danger" : "sr-only"}>
        {said}
      </p>
    </MathematicsFrame>
  );
}

/** On white, as the board is. */
function Preview({ picture, label }: { picture: SvgPicture | undefined; label: string }) {
  return (
    <div className="flex h-24 shrink-0 items-center justify-center overflow-hidden rounded-card bg-[#fff] p-2 ring-1 ring-line ring-inset">
      {picture && <img src={dataUrlOf(picture.svg)} alt={label} className="max-h-full max-w-full" />}
    </div>
  );
}

function Problem({ problem }: { problem: FormulaProblem }) {
  const { t } = useTranslation("mathematics");
  return problem.kind === "unknown" ? t("formula.problem.unknown", { name: problem.name }) : t(`formula.problem.${problem.kind}`);
}

/** It becomes part of a drawing, and others may have set it. */
function colourOf(colour: string): string {
  return /^#[\da-f]{3,8}$/i.test(colour) ? colour : INK;
}
