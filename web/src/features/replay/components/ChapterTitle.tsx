import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useForm } from "@/ui/form";
import { TextInput } from "@/ui/inputs";

interface ChapterTitleProps {
  /** Where the chapter begins, in words. */
  time: string;
  /** What it is called so far. */
  title?: string;
  /** The words of the button, and while it works. */
  save: string;
  busy: string;
  onSave: (title: string) => Promise<void>;
  onClose: () => void;
}

/** A field for what a chapter is called. */
export function ChapterTitle({ time, title = "", save, busy, onSave, onClose }: ChapterTitleProps) {
  const { t } = useTranslation(["replay", "common"]);
  const { values, errors, problem, busy: isBusy, edit, onSubmit } = useForm<{ title: string }>({
    initial: { title },
    check: (entered) => (entered.title.trim() === "" ? { title: t("replay:marks.missing") } : {}),
    submit: async (entered) => {
      await onSave(entered.title.trim());
      onClose();
    },
  });
  const form = useRef<HTMLFormElement>(null);
  // It may open at the lower end of what scrolls: its buttons are to be seen, too.
  useEffect(() => {
    // Some browsers answer with a promise, which is no cleaning up.
    void form.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="mt-1 flex w-full min-w-0 flex-col gap-2 p-2"
    >
      {problem && <ProblemNotice problem={problem} />}
      <Field label={t("replay:marks.title", { time })} error={errors.title}>
        {(control) => <TextInput {...control} autoFocus autoComplete="off" maxLength={120} value={values.title} onChange={(event) => edit({ title: event.target.value })} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onClose}>
          {t("common:goBack")}
        </Button>
        <Button type="submit" busy={isBusy && busy}>
          {save}
        </Button>
      </div>
    </form>
  );
}
