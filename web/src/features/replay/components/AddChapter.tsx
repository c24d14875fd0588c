import { BookmarkPlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatClock } from "@/i18n/clock";
import type { ReplayClock } from "@/replay/replay-clock";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useForm } from "@/ui/form";
import { TextInput } from "@/ui/inputs";

interface AddChapterProps {
  clock: ReplayClock;
  onAdd: (atMs: number, title: string) => Promise<void>;
}

/** A button that becomes a field: the moment is the one of the press, however long one thinks about its title. */
export function AddChapter({ clock, onAdd }: AddChapterProps) {
  const { t } = useTranslation("replay");
  const [atMs, setAtMs] = useState<number | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  if (atMs === null) {
    return (
      // After the field it has the focus again.
      <Button variant="quiet" autoFocus={wasOpen} className="mt-1 w-full justify-start! px-2!" onClick={() => setAtMs(Math.round(clock.position))}>
        <BookmarkPlus size={20} aria-hidden />
        {t("marks.add")}
      </Button>
    );
  }
  const close = () => {
    setWasOpen(true);
    setAtMs(null);
  };
  return <TitleForm atMs={atMs} onAdd={onAdd} onClose={close} />;
}

function TitleForm({ atMs, onAdd, onClose }: { atMs: number; onAdd: AddChapterProps["onAdd"]; onClose: () => void }) {
  const { t } = useTranslation(["replay", "common"]);
  const { values, errors, problem, busy, edit, onSubmit } = useForm<{ title: string }>({
    initial: { title: "" },
    check: ({ title }) => (title.trim() === "" ? { title: t("replay:marks.missing") } : {}),
    submit: async ({ title }) => {
      await onAdd(atMs, title.trim());
      onClose();
    },
  });
  const form = useRef<HTMLFormElement>(null);
  // It opens at the lower end of what scrolls: its buttons are to be seen, too.
  useEffect(() => {
    // Some browsers answer with a promise, which is no cleaning up.
    void form.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <form ref={form} noValidate onSubmit={onSubmit} onKeyDown={(event) => event.key === "Escape" && onClose()} className="mt-1 flex flex-col gap-2 p-2">
      {problem && <ProblemNotice problem={problem} />}
      <Field label={t("replay:marks.title", { time: formatClock(atMs) })} error={errors.title}>
        {(control) => <TextInput {...control} autoFocus autoComplete="off" maxLength={120} value={values.title} onChange={(event) => edit({ title: event.target.value })} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onClose}>
          {t("common:goBack")}
        </Button>
        <Button type="submit" busy={busy && t("replay:marks.busy")}>
          {t("replay:marks.save")}
        </Button>
      </div>
    </form>
  );
}
