import { useTranslation } from "react-i18next";

import { FieldGroup } from "@/ui/Field";
import { TextInput } from "@/ui/inputs";

import { FARTHEST_PARAMETER } from "./graph";
import type { GraphForm } from "./useGraph";

const STEP = 0.1;

/** The letters in the functions: to be moved, and typed where it has to be exact. */
export function Sliders({ form }: { form: GraphForm }) {
  const { t } = useTranslation("mathematics");
  const set = (name: string, value: number) => {
    if (Math.abs(value) <= FARTHEST_PARAMETER) form.setParameter(name, value);
  };
  return (
    <FieldGroup legend={t("graph.parameters")}>
      {form.parameters.map(({ name, value }) => (
        <div key={name} className="flex items-center gap-3">
          <span aria-hidden className="w-4 shrink-0 font-mono">
            {name}
          </span>
          <input
            type="range"
            aria-label={t("graph.parameter", { name })}
            min={-FARTHEST_PARAMETER}
            max={FARTHEST_PARAMETER}
            step={STEP}
            value={value}
            onChange={({ target }) => set(name, target.valueAsNumber)}
            className="h-11 min-w-0 flex-1 accent-accent"
          />
          <TextInput
            type="number"
            aria-label={t("graph.exact", { name })}
            min={-FARTHEST_PARAMETER}
            max={FARTHEST_PARAMETER}
            step="any"
            value={value}
            onChange={({ target }) => set(name, target.valueAsNumber)}
            className="w-24! shrink-0 px-2! tabular"
          />
        </div>
      ))}
    </FieldGroup>
  );
}
