import { type FormEvent, useId } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { TextInput } from "@/ui/inputs";

/** What input() waits for. Whoever started the program answers it. */
export function AnswerForm({ onAnswer }: { onAnswer: (line: string) => void }) {
  const { t } = useTranslation("code");
  const id = useId();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const answer = new FormData(event.currentTarget).get("answer");
    if (typeof answer === "string") onAnswer(answer);
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2 border-t border-line p-3">
      <label htmlFor={id} className="text-sm font-semibold">
        {t("answer.label")}
      </label>
      <div className="min-w-32 flex-1">
        <TextInput id={id} name="answer" autoFocus autoComplete="off" autoCapitalize="none" spellCheck={false} className="font-mono" />
      </div>
      <Button type="submit">{t("answer.send")}</Button>
    </form>
  );
}
