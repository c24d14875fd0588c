import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { TextInput } from "@/ui/inputs";

import type { NameProblem } from "../files/code-files";

interface NameFormProps {
  label: string;
  name: string;
  problemOf: (name: string) => NameProblem | null;
  onName: (name: string) => void;
  onCancel: () => void;
}

export function NameForm({ label, name, problemOf, onName, onCancel }: NameFormProps) {
  const { t } = useTranslation("code");
  const id = useId();
  const [problem, setProblem] = useState<NameProblem | null>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const field = new FormData(event.currentTarget).get("name");
    const given = typeof field === "string" ? field.trim() : "";
    const found = given === name && name ? null : problemOf(given);
    setProblem(found);
    if (!found) onName(given);
  }

  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
      className="flex flex-1 flex-wrap items-center gap-2 p-2"
    >
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <div className="min-w-40 flex-1 sm:max-w-72">
        <TextInput
          id={id}
          name="name"
          defaultValue={name}
          placeholder="main.py"
          autoFocus
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
        />
      </div>
      <Button type="submit">{t("name.done")}</Button>
      <Button variant="quiet" onClick={onCancel}>
        {t("name.cancel")}
      </Button>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="w-full text-sm font-medium text-danger">
          {t(`name.${problem}`)}
        </p>
      )}
    </form>
  );
}
