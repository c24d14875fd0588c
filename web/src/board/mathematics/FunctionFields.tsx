import { Plus, X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/ui/Button";
import { FieldGroup } from "@/ui/Field";
import { TextInput } from "@/ui/inputs";

import { type FunctionProblem, LONGEST_FUNCTION } from "./expression";
import { COLOURS, MOST_FUNCTIONS } from "./graph";
import type { GraphForm } from "./useGraph";

/** A line for each function, in the colour of its curve. */
export function FunctionFields({ form, tried }: { form: GraphForm; tried: boolean }) {
  const { t } = useTranslation("mathematics");
  return (
    <FieldGroup legend={t("graph.functions")} help={t("graph.functionsHelp")}>
      {form.functions.map((typed, index) => (
        // Lines have no names of their own: what a line is called is its place.
        <FunctionField key={index} form={form} typed={typed} index={index} problem={said(form.problems[index] ?? null, tried)} />
      ))}
      {form.functions.length < MOST_FUNCTIONS && (
        <Button variant="quiet" className="self-start px-2!" onClick={form.addFunction}>
          <Plus size={20} aria-hidden />
          {t("graph.add")}
        </Button>
      )}
    </FieldGroup>
  );
}

/** Nobody has to be told that an empty line is empty while they are about to write. */
function said(problem: FunctionProblem | null, tried: boolean): FunctionProblem | null {
  return problem?.kind === "empty" && !tried ? null : problem;
}

interface FunctionFieldProps {
  form: GraphForm;
  typed: string;
  index: number;
  problem: FunctionProblem | null;
}

function FunctionField({ form, typed, index, problem }: FunctionFieldProps) {
  const { t } = useTranslation("mathematics");
  const id = useId();
  const number = index + 1;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <span aria-hidden className="h-1 w-5 shrink-0 rounded-full" style={{ background: COLOURS[index] }} />
        <TextInput
          aria-label={t("graph.function", { number })}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? id : undefined}
          value={typed}
          maxLength={LONGEST_FUNCTION}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          autoComplete="off"
          placeholder="y ="
          className="font-mono"
          onChange={({ target }) => form.setFunction(index, target.value)}
        />
        {form.functions.length > 1 && (
          <IconButton label={t("graph.remove", { number })} icon={<X size={20} aria-hidden />} onClick={() => form.removeFunction(index)} />
        )}
      </div>
      <p id={id} role="status" className={problem ? "text-sm font-medium text-danger" : "sr-only"}>
        {problem && <Problem problem={problem} />}
      </p>
    </div>
  );
}

function Problem({ problem }: { problem: FunctionProblem }) {
  const { t } = useTranslation("mathematics");
  return problem.kind === "character" ? t("graph.problem.character", { character: problem.character }) : t(`graph.problem.${problem.kind}`);
}
