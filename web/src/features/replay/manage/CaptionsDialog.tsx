import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problem";
import { language as readersLanguage } from "@/i18n/language";
import type { Replay } from "@/replay/manifest";
import { Button, IconButton } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Select } from "@/ui/Select";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";

import { languageName } from "../captions-choice";
import { deleteCaptions, putCaptions } from "./api";

/** Those that lessons are mostly held in; the server takes every other, too. */
const LANGUAGES = ["ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh"];

export interface CaptionsDialogProps {
  replay: Replay;
  onChanged: () => Promise<unknown>;
  onClose: () => void;
  returnTo?: RefObject<HTMLElement | null>;
}

/** What is said, as a file from whatever wrote it down. */
export default function CaptionsDialog({ replay, onChanged, onClose, returnTo }: CaptionsDialogProps) {
  const { t } = useTranslation(["replay", "common"]);
  const [language, setLanguage] = useState<string>(readersLanguage);
  const file = useRef<HTMLInputElement>(null);
  const put = useMutation({
    mutationFn: async (chosen: File) => putCaptions(replay.id, language, await chosen.text()),
    onSuccess: onChanged,
  });
  const remove = useMutation({ mutationFn: (gone: string) => deleteCaptions(replay.id, gone), onSuccess: onChanged });
  const failed = put.error ?? remove.error;
  const options = LANGUAGES.map((value) => ({ value, label: languageName(value) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <TaskDialog title={t("replay:manage.captions.title")} onClose={onClose} returnTo={returnTo}>
      <p className="text-quiet">{t("replay:manage.captions.text")}</p>
      {failed && <ProblemNotice problem={asProblem(failed)} />}
      {replay.captions.length > 0 && (
        <ul aria-label={t("replay:manage.captions.list")} className="divide-y divide-line">
          {replay.captions.map((each) => (
            <li key={each.language} className="flex items-center justify-between gap-3 py-1">
              <span lang={each.language}>{languageName(each.language)}</span>
              <IconButton
                label={t("replay:manage.captions.delete", { language: languageName(each.language) })}
                icon={<Trash2 size={20} aria-hidden />}
                onClick={() => remove.mutate(each.language)}
              />
            </li>
          ))}
        </ul>
      )}
      <Field label={t("replay:manage.captions.language")} help={t("replay:manage.captions.replaces")}>
        {(control) => <Select {...control} value={language} options={options} onChange={setLanguage} />}
      </Field>
      <input
        ref={file}
        type="file"
        accept=".vtt,text/vtt"
        aria-label={t("replay:manage.captions.file")}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) put.mutate(chosen);
          // The same file once more is a choice, too.
          target.value = "";
        }}
      />
      <TaskButtons>
        <Button variant="secondary" onClick={onClose}>
          {t("replay:manage.share.done")}
        </Button>
        <Button busy={put.isPending && t("replay:manage.captions.busy")} onClick={() => file.current?.click()}>
          {t("replay:manage.captions.choose")}
        </Button>
      </TaskButtons>
    </TaskDialog>
  );
}
