import { useState } from "react";
import { useTranslation } from "react-i18next";

import { FunctionFields } from "./FunctionFields";
import { MathematicsFrame } from "./MathematicsFrame";
import type { MathematicsDialogProps } from "./MathematicsTools";
import { dataUrlOf } from "./picture";
import { INK, insertPicture, replacePicture } from "./placing";
import { RangeFields } from "./RangeFields";
import { Sliders } from "./Sliders";
import { useGraph } from "./useGraph";

/** Draws functions as they are typed, or changes what was drawn. */
export default function GraphDialog({ api, edited, onClose, returnFocus }: MathematicsDialogProps) {
  const { t } = useTranslation("mathematics");
  const form = useGraph(edited?.origin.graph);
  const [tried, setTried] = useState(false);
  const { graph, picture } = form;

  function done() {
    setTried(true);
    if (!graph) return;
    // All graphs have the same natural width.
    if (edited) replacePicture(api, edited.element.id, picture.width, picture, { graph });
    else insertPicture(api, picture, { graph }, INK);
    onClose();
  }

  return (
    <MathematicsFrame
      title={t(edited ? "graph.editTitle" : "graph.title")}
      action={t(edited ? "save" : "insert")}
      onDone={done}
      onClose={onClose}
      returnFocus={returnFocus}
    >
      <div className="grid gap-4 sm:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] sm:items-start">
        <img
          src={dataUrlOf(picture.svg)}
          alt={t("graph.preview", { functions: form.functions.filter((typed) => typed.trim()).join("; ") })}
          width={picture.width}
          height={picture.height}
          data-graph-preview
          className="h-auto max-h-[34dvh] w-full rounded-card bg-[#fff] object-contain ring-1 ring-line sm:order-last sm:max-h-none"
        />
        <div className="flex min-w-0 flex-col gap-4">
          <FunctionFields form={form} tried={tried} />
          {form.parameters.length > 0 && <Sliders form={form} />}
          <RangeFields form={form} />
        </div>
      </div>
    </MathematicsFrame>
  );
}
