import { useTranslation } from "react-i18next";

import { FieldGroup } from "@/ui/Field";
import { TextInput } from "@/ui/inputs";
import { Switch } from "@/ui/Switch";

import type { GraphForm } from "./useGraph";

/** Which part of the plane is shown. */
export function RangeFields({ form }: { form: GraphForm }) {
  const { t } = useTranslation("mathematics");
  return (
    <FieldGroup legend={t("graph.range")} error={form.wrongRange ? t("graph.problem.range") : undefined}>
      <AxisFields form={form} axis="x" />
      <Switch label={t("graph.autoY")} checked={form.isAutomatic} onChange={form.setAutomatic} />
      {!form.isAutomatic && <AxisFields form={form} axis="y" />}
    </FieldGroup>
  );
}

function AxisFields({ form, axis }: { form: GraphForm; axis: "x" | "y" }) {
  const { t } = useTranslation("mathematics");
  const typed = form[axis];
  const field = (end: "from" | "to") => (
    <TextInput
      aria-label={t(`graph.${axis}.${end}`)}
      aria-invalid={form.wrongRange === axis ? true : undefined}
      value={typed[end]}
      maxLength={40}
      inputMode="text"
      autoComplete="off"
      className="tabular"
      onChange={({ target }) => form.setRange(axis, { ...typed, [end]: target.value })}
    />
  );
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="w-4 shrink-0 font-mono">
        {axis}
      </span>
      {field("from")}
      <span aria-hidden className="text-quiet">
        {t("graph.to")}
      </span>
      {field("to")}
    </div>
  );
}
