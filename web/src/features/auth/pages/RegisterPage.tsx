import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { ChoiceCards } from "@/ui/Choice";
import { Field, FieldGroup } from "@/ui/Field";
import { Page } from "@/ui/Page";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useForm } from "@/ui/form";
import { PasswordInput, TextInput } from "@/ui/inputs";

import { type Registration, register } from "../api";
import { collect, missingEmail, missingName, shortPassword } from "../checks";

const EMPTY: Registration = { role: null, name: "", email: "", password: "" };

export function RegisterPage() {
  const { t } = useTranslation(["auth", "common"]);
  const { next } = useSearch({ strict: false });
  const { history } = useRouter();
  const { values, errors, problem, busy, edit, onSubmit } = useForm({
    initial: EMPTY,
    check: ({ role, name, email, password }) =>
      collect({
        role: role === null ? t("missing.role") : undefined,
        name: missingName(name, t),
        email: missingEmail(email, t),
        password: shortPassword(password, t),
      }),
    submit: async ({ role, name, email, password }) => {
      if (role === null) return;
      await register({ role, name: name.trim(), email: email.trim(), password });
      history.push(next ?? "/dashboard");
    },
  });
  return (
    <Page width="narrow">
      <PageHeading title={t("register.title")}>{t("register.title")}</PageHeading>
      <form noValidate onSubmit={onSubmit} className="mt-8 flex flex-col gap-6">
        {problem && <ProblemNotice problem={problem} />}
        <FieldGroup legend={t("register.role")} error={errors.role}>
          <ChoiceCards
            name="role"
            value={values.role}
            onChange={(role) => edit({ role })}
            options={[
              { value: "teacher", label: t("register.teacher"), help: t("register.teacherHelp") },
              { value: "student", label: t("register.student"), help: t("register.studentHelp") },
            ]}
          />
        </FieldGroup>
        <Field label={t("name")} help={t("register.nameHelp")} error={errors.name}>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="name"
              maxLength={80}
              value={values.name}
              onChange={(event) => edit({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("email")} error={errors.email}>
          {(control) => (
            <TextInput
              {...control}
              type="email"
              autoComplete="username"
              value={values.email}
              onChange={(event) => edit({ email: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("password")} help={t("passwordHelp")} error={errors.password}>
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="new-password"
              value={values.password}
              onChange={(event) => edit({ password: event.target.value })}
            />
          )}
        </Field>
        <Button type="submit" size="large" busy={busy && t("register.busy")}>
          {t("register.submit")}
        </Button>
      </form>
      <p className="mt-6 py-2 text-quiet">
        {t("register.haveAccount")}{" "}
        <Link to="/login" search={next ? { next } : {}} className="link">
          {t("register.login")}
        </Link>
      </p>
    </Page>
  );
}
