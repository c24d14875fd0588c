import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { formatDateTime, viewerZone } from "@/i18n/dates";
import { LANGUAGES } from "@/i18n/language";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Select } from "@/ui/Select";
import { ZoneField } from "@/ui/ZoneField";
import { useForm } from "@/ui/form";
import { TextInput } from "@/ui/inputs";
import { useMinute } from "@/ui/now";

import { saveProfile } from "../api";
import { Saved } from "./Saved";

export function ProfileForm() {
  const { t } = useTranslation(["account", "common"]);
  const user = useUser();
  const [saved, setSaved] = useState(false);
  const { values, errors, problem, busy, edit, onSubmit } = useForm({
    initial: { name: user.name, language: user.language, timezone: user.timezone },
    check: ({ name }) => (name.trim() === "" ? { name: t("missingName") } : {}),
    submit: async ({ name, language, timezone }) => {
      await saveProfile({ name: name.trim(), language, timezone });
      setSaved(true);
    },
  });
  const change: typeof edit = (part) => {
    setSaved(false);
    edit(part);
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-6">
      {problem && <ProblemNotice problem={problem} />}
      <Field label={t("name")} error={errors.name}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="name"
            maxLength={80}
            value={values.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("common:language.label")} error={errors.language}>
        {(control) => (
          <Select
            {...control}
            value={values.language}
            options={LANGUAGES.map((each) => ({ value: each, label: t(`common:language.${each}`) }))}
            onChange={(language) => change({ language })}
          />
        )}
      </Field>
      <Field label={t("timezone")} error={errors.timezone} help={<ClockThere zone={values.timezone} />}>
        {(control) => (
          <ZoneField {...control} value={values.timezone} onChange={(timezone) => change({ timezone })} />
        )}
      </Field>
      {values.timezone !== viewerZone() && (
        <Button variant="secondary" className="self-start" onClick={() => change({ timezone: viewerZone() })}>
          {t("useDeviceZone", { zone: viewerZone().replaceAll("_", " ") })}
        </Button>
      )}
      <div className="flex items-center gap-4">
        <Button type="submit" busy={busy && t("common:saving")}>
          {t("common:save")}
        </Button>
        <Saved shown={saved} />
      </div>
    </form>
  );
}

function ClockThere({ zone }: { zone: string }) {
  const { t } = useTranslation("account");
  const now = useMinute();
  return <>{t("clockThere", { time: formatDateTime(now, zone) })}</>;
}
