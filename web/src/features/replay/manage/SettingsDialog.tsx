import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import { formatDay, viewerZone } from "@/i18n/dates";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Select } from "@/ui/Select";
import { TaskButtons, TaskDialog } from "@/ui/TaskDialog";
import { useForm } from "@/ui/form";
import { TextInput } from "@/ui/inputs";

import { changeRecording } from "./api";
import { type Keep, keepOptions } from "./keep";
import type { Managed } from "./tasks";

interface SettingsDialogProps {
  recording: Managed;
  onClose: () => void;
  returnTo: RefObject<HTMLElement | null>;
}

/** What a recording is called, and for how long it is kept. */
export function SettingsDialog({ recording, onClose, returnTo }: SettingsDialogProps) {
  const { t } = useTranslation(["replay", "common"]);
  const { id, title, keep_until } = recording;
  const { values, errors, problem, busy, edit, onSubmit } = useForm<{ title: string; keep_days: Keep }>({
    initial: { title, keep_days: "as-it-is" },
    check: (entered) => (entered.title.trim() === "" ? { title: t("manage.settings.missingTitle") } : {}),
    submit: async (entered) => {
      const { keep_days: keep } = entered;
      const kept = keep === "as-it-is" ? {} : { keep_days: keep === "for-ever" ? null : Number(keep) };
      await changeRecording(id, { ...(entered.title.trim() !== title && { title: entered.title.trim() }), ...kept });
      onClose();
    },
  });
  const isDeleted = values.keep_days === "as-it-is" ? keep_until !== null : values.keep_days !== "for-ever";
  const asItIs = keep_until ? t("manage.keep.until", { day: formatDay(keep_until, viewerZone()) }) : t("manage.keep.forEver");
  return (
    <TaskDialog title={t("manage.settings.title")} onClose={onClose} returnTo={returnTo}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        {problem && <ProblemNotice problem={problem} />}
        <Field label={t("manage.settings.name")} error={errors.title}>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={120}
              value={values.title}
              onChange={(event) => edit({ title: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("manage.keep.label")} help={isDeleted && t("manage.keep.help")} error={errors.keep_days}>
          {(control) => (
            <Select
              {...control}
              value={values.keep_days}
              options={keepOptions(t, asItIs, keep_until === null)}
              onChange={(keep_days) => edit({ keep_days })}
            />
          )}
        </Field>
        <TaskButtons>
          <Button variant="secondary" onClick={onClose}>
            {t("common:goBack")}
          </Button>
          <Button type="submit" busy={busy && t("manage.settings.busy")}>
            {t("manage.settings.save")}
          </Button>
        </TaskButtons>
      </form>
    </TaskDialog>
  );
}
