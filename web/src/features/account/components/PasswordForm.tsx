import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/auth";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useForm } from "@/ui/form";
import { PasswordInput } from "@/ui/inputs";

import { changePassword } from "../api";
import { Saved } from "./Saved";

const EMPTY = { current_password: "", new_password: "" };

export function PasswordForm() {
  const { t } = useTranslation(["account", "common"]);
  const user = useUser();
  const [saved, setSaved] = useState(false);
  const { values, errors, problem, busy, edit, onSubmit } = useForm({
    initial: EMPTY,
    check: ({ current_password, new_password }) => ({
      ...(current_password === "" && { current_password: t("missingPassword") }),
      ...([...new_password].length < 8 && { new_password: t("shortPassword") }),
    }),
    submit: async (passwords) => {
      await changePassword(passwords);
      edit(EMPTY);
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
      {/* Lets password managers know whose password this is. */}
      <input type="text" autoComplete="username" value={user.email} readOnly hidden />
      <Field label={t("currentPassword")} error={errors.current_password}>
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="current-password"
            value={values.current_password}
            onChange={(event) => change({ current_password: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("newPassword")} help={t("passwordHelp")} error={errors.new_password}>
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="new-password"
            value={values.new_password}
            onChange={(event) => change({ new_password: event.target.value })}
          />
        )}
      </Field>
      <div className="flex items-center gap-4">
        <Button type="submit" variant="secondary" busy={busy && t("common:saving")}>
          {t("changePassword")}
        </Button>
        <Saved shown={saved} />
      </div>
    </form>
  );
}
